"""The form as one web page that fetches nothing: style, script and questions are all inside it.

Texts reach the page in two ways, both as data: through jinja2's autoescape, and as JSON whose
markup characters are escaped. A Content-Security-Policy by hash lets nothing else run.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from bostoette_cli.domain.catalogue import Pejlemaerke, Statement
from bostoette_cli.domain.roles import Role
from bostoette_cli.language.numbers import plain
from bostoette_cli.language.text import one_line, visible
from bostoette_cli.reports import web
from bostoette_cli.reports.form import Form, anonymity, introduction


def page(form: Form) -> str:
    """Write the page."""
    style, script = web.inside("skema.css"), web.inside("skema.js")
    return (
        web.environment()
        .get_template("skema.html")
        .render(
            policy=web.policy(style, script),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            data=_data(form),
            title=one_line(form.title),
            catalogue=one_line(form.catalogue.title),
            team=one_line(form.round.team) if form.round else "",
            in_round=form.round is not None,
            anonymity=[*anonymity(form.round)] if form.round and form.is_anonymous else [],
            roles=form.roles,
        )
    )


def _data(form: Form) -> dict[str, Any]:
    """What the script needs: names of the file's fields, and one form for each role."""
    round_, catalogue = form.round, form.catalogue
    return {
        "draftKey": _draft_key(form),
        "catalogue": catalogue.id,
        "edition": catalogue.edition,
        "round": round_.id if round_ else "",
        "anonymous": form.is_anonymous,
        "forms": [_role_form(form, role) for role in form.roles],
    }


def _draft_key(form: Form) -> str:
    """The name of the draft in the browser, so that no other form's draft is taken for its own.

    All pages opened from a disk can share one store, and two teams can have a round of the same
    name: the moment the round was opened tells them apart.
    """
    round_ = form.round
    opened = round_.created.isoformat() if round_ and round_.created else ""
    parts = [
        form.catalogue.id,
        form.catalogue.edition,
        round_.id if round_ else "",
        opened,
        "anonym" if form.is_anonymous else "",
        *form.roles,
        *(str(p.number) for p in form.pejlemaerker),
    ]
    return f"bostoette-skema {sha256(json.dumps(parts).encode()).hexdigest()[:24]}"


def _role_form(form: Form, role: Role) -> dict[str, Any]:
    return {
        "role": role.value,
        "label": role.label,
        "plural": role.plural,
        "introduction": list(map(visible, introduction(form, role))),
        "scaleQuestion": role.scale_question,
        "reasonQuestion": role.reason_question,
        "steps": [
            {
                "value": step.value,
                "number": plain(step.value),
                "name": one_line(step.name),
                "meaning": visible(step.meaning_for(role)),
            }
            for step in form.catalogue.scale.steps
        ],
        "sections": [_section(p, role) for p in form.sections_for(role)],
    }


def _section(pejlemaerke: Pejlemaerke, role: Role) -> dict[str, Any]:
    return {
        "number": pejlemaerke.number,
        "title": one_line(pejlemaerke.title),
        "statements": list(_statements(pejlemaerke.statements_for(role), role)),
        "reflections": [
            {"id": question.id, "text": visible(question.text)}
            for question in pejlemaerke.reflections_for(role)
        ],
    }


def _statements(statements: tuple[Statement, ...], role: Role) -> Iterator[dict[str, str]]:
    for statement in statements:
        low, high = map(visible, statement.marks_for(role))
        text = visible(statement.text_for(role))
        yield {"id": statement.id, "text": text, "low": low, "high": high}
