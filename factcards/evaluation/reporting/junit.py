"""A run as JUnit XML: one test case for each document and for each gate."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factcards.evaluation.gates import GateResult
from factcards.evaluation.run import Run, by_document
from factcards.rendering.clean import clean


def render_junit(run: Run, gates: Sequence[GateResult]) -> str:
    """`run` and the results of its gates as JUnit XML.

    A document fails where it breaks a gate, and is an error where it could not be
    measured.
    """
    root = Element("testsuites", name="factcards eval")
    documents = SubElement(root, "testsuite", name=f"documents of {run.suite}")
    broken: dict[str, list[str]] = {}
    for gate in gates:
        for name in gate.documents:
            broken.setdefault(name, []).append(f"{gate.name}: {gate.wanted}")
    errors = {document.id: document.error or "" for document in run.failed}
    names = sorted({*by_document(run.documents), *errors})
    for name in names:
        seconds = sum(d.seconds for d in run.documents if d.id == name)
        case = SubElement(
            documents, "testcase", classname=run.model, name=name, time=f"{seconds:.3f}"
        )
        if name in errors:
            SubElement(case, "error", message=clean(errors[name]))
        elif name in broken:
            failure = SubElement(case, "failure", message=clean("; ".join(broken[name])))
            failure.text = clean(_told(run, name))
    _count(documents, len(names), len(broken.keys() - errors.keys()), len(errors))
    suite = SubElement(root, "testsuite", name="gates")
    for gate in gates:
        case = SubElement(suite, "testcase", classname=run.model, name=gate.name)
        if not gate.passed:
            message = f"measured {gate.measured}, wanted {gate.wanted}"
            SubElement(case, "failure", message=clean(message))
    _count(suite, len(gates), sum(not gate.passed for gate in gates), 0)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _count(suite: Element, tests: int, failures: int, errors: int) -> None:
    suite.set("tests", str(tests))
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))


def _told(run: Run, name: str) -> str:
    """What is wrong with the cards of a document."""
    told = []
    for document in run.documents:
        if document.id == name and document.scores is not None:
            told += [f"{it.kind}: {it.message}" for it in document.scores.corrections]
            told += [f"forbidden: {it.forbidden} in {it.field}" for it in document.scores.forbidden]
    return " | ".join(told)
