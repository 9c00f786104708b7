"""Choosing, copying, checking and installing catalogues; methods, search and reflection."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bostoette_cli.analysis.search import search
from bostoette_cli.storage import catalogues
from bostoette_cli.storage.lines import with_lines
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.evaluate import evaluate
from bostoette_cli.workflows.wish import Wish

from builders import answers_file, english_in, find_catalogue, small_catalogue
from conftest import Clock
from running import Runner
from talking import keyboard

GUIDE = Path(__file__).parents[1] / "docs" / "eget-katalog.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The complete small catalogue of the guide."""
    (block,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "vores.toml"
    path.write_text(block, "utf-8")
    return path


def own_id(path: Path) -> str:
    return catalogues.load(path).catalogue.id


class TestTheGuidesExample:
    def test_it_is_in_order(self, bostoette: Runner, example: Path) -> None:
        done = bostoette("katalog", "tjek", str(example))
        assert (done.status, done.err) == (0, "")
        assert done.out == f"{example}: kataloget er i orden.\n"

    def test_it_can_be_read_and_evaluated_and_compared(
        self, bostoette: Runner, example: Path, clock: Clock
    ) -> None:
        first = catalogues.load(example).catalogue.pejlemaerker[0]
        assert first.title in bostoette("vis", str(first.number), "--katalog", str(example)).out
        for keys in ("2g", "3g"):
            wish = Wish(catalogue=str(example), new_round=f"Runde {keys[0]}", numbers=(1,))
            with keyboard("1" + keys) as (front, _):
                evaluate(Store(bostoette.folder), front, wish)
            clock.advance(days=1)
        moved = json.loads(bostoette("sammenlign", "--json").out)["pejlemaerker"][0]
        assert moved["op"] == 1

    def test_a_catalogue_named_by_its_file_is_carried_by_its_round(
        self, bostoette: Runner, example: Path
    ) -> None:
        assert bostoette("runde", "ny", "Vores", "--katalog", str(example)).status == 0
        example.unlink()
        with keyboard("12g") as (front, _):
            evaluate(Store(bostoette.folder), front, Wish(round="Vores", numbers=(1,)))
        assert bostoette("resultat", "Vores").status == 0


class TestCopying:
    def test_a_copy_is_in_order_and_has_an_id_of_its_own(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "Vores kommune.toml"
        done = bostoette("katalog", "kopier", "bostoette", str(path))
        assert done.status == 0
        assert own_id(path) == "vores-kommune"
        assert bostoette("katalog", "tjek", str(path)).status == 0

    def test_a_copy_explains_itself_and_keeps_every_line(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "vores.toml"
        bostoette("katalog", "kopier", "botilbud", str(path))
        copied = path.read_text("utf-8").splitlines()
        assert copied[0].startswith("# Jeres eget katalog.")
        original = catalogues.bundled_path("botilbud").read_text("utf-8").splitlines()
        changed = [line for line in original if line not in copied]
        assert changed == ['id = "botilbud"', 'hvis_ord = "værktøjets"']

    def test_a_copy_of_the_same_name_does_not_take_a_bundled_id(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "bostoette.toml"
        bostoette("katalog", "kopier", "bostoette", str(path))
        assert own_id(path) == "eget-bostoette"

    def test_a_file_that_is_there_is_not_overwritten(
        self, bostoette: Runner, example: Path
    ) -> None:
        before = example.read_bytes()
        done = bostoette("katalog", "kopier", "bostoette", str(example))
        assert (done.status, "filen findes i forvejen" in done.err) == (2, True)
        assert example.read_bytes() == before

    @pytest.mark.parametrize(
        "line", ["id='andet'", 'id  =  "andet"  # vores', 'id = "andet"\r'], ids=repr
    )
    def test_the_id_is_found_however_it_is_written(
        self, bostoette: Runner, example: Path, tmp_path: Path, line: str
    ) -> None:
        text = re.sub(
            r'(?m)^id = ".*"$', line.replace("\\", r"\\"), example.read_text("utf-8"), count=1
        )
        example.write_bytes(text.encode())
        copy = tmp_path / "kopien.toml"
        assert bostoette("katalog", "kopier", str(example), str(copy)).status == 0
        assert own_id(copy) == "kopien"

    def test_a_copy_of_a_copy_is_explained_once(self, bostoette: Runner, tmp_path: Path) -> None:
        first, second = tmp_path / "en.toml", tmp_path / "to.toml"
        bostoette("katalog", "kopier", "botilbud", str(first))
        bostoette("katalog", "kopier", str(first), str(second))
        assert second.read_text("utf-8").count("# Jeres eget katalog.") == 1


class TestChecking:
    def test_faults_of_form_do_not_hide_faults_of_sense(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "vores.toml"
        bostoette("katalog", "kopier", "bostoette", str(path))
        text = path.read_text("utf-8")
        text = re.sub(r'(?m)^titel = "Faglige.*\n', "", text, count=1)  # the form
        text = text.replace('id = "6a"', 'id = "5a"')  # the sense, from here on
        text = text.replace("vaerdi = 2", "vaerdi = 9")
        text = text.replace('"netvaerkskort"', '"netvaerkskart"', 1)
        text = text.replace('anbefaling = "2.1"', 'anbefaling = "9.9"', 1)
        path.write_text(text, "utf-8")
        done = bostoette("katalog", "tjek", str(path))
        said = ("titel: mangler", "»5a« er brugt før", "fra lavest til højest", "»netvaerkskart«")
        assert all(part in done.err for part in (*said, "»9.9« findes ikke her"))
        assert f"{path}: 5 fejl." in done.err

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ('titel = " "', "titel: er tom"),
            ('udgave = ""', "udgave: er tom"),
            ('enhed = ""', "enhed: er tom"),
        ],
    )
    def test_what_must_be_said_may_not_be_blank(
        self, bostoette: Runner, example: Path, field: str, said: str
    ) -> None:
        key = field.split()[0]
        text = re.sub(rf"(?m)^{key} = .*$", field, example.read_text("utf-8"), count=1)
        example.write_text(text, "utf-8")
        assert said in bostoette("katalog", "tjek", str(example)).err

    def test_a_file_that_calls_itself_a_bundled_catalogue_is_refused(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = re.sub(r'(?m)^id = ".*"$', 'id = "bostoette"', example.read_text("utf-8"), count=1)
        example.write_text(text, "utf-8")
        for words in (["katalog", "tjek"], ["vis", "--katalog"], ["runde", "ny", "--katalog"]):
            done = bostoette(*words, str(example))
            assert done.status in (1, 2)
            assert "navnet på et katalog, der følger med" in done.err

    def test_every_fault_is_named_at_once_with_its_line(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "vores.toml"
        bostoette("katalog", "kopier", "bostoette", str(path))
        text = path.read_text("utf-8")
        text = text.replace('titel = "Borgerens netværk"', 'overskrift = "Borgerens netværk"')
        text = text.replace('id = "6a"', 'id = "5a"').replace('"leder", "borger"]', '"chef"]', 1)
        text = text.replace('id = "7b"', 'vaegt = 2\n  id = "7b"')
        path.write_text(text, "utf-8")
        done = bostoette("katalog", "tjek", str(path))
        assert done.status == 1
        assert re.search(r"linje \d+: pejlemaerke nr\. 5\.titel: mangler, skriv feltet", done.err)
        assert re.search(r"linje \d+: pejlemaerke nr\. \d+\.udsagn.*»chef« kendes ikke", done.err)
        assert "3 fejl. Ret dem i Notesblok" in done.err
        assert re.search(r"linje \d+: .*vaegt: kendes ikke; .* Vægte understøttes ikke", done.out)
        assert not english_in(done.err, path)

    @pytest.mark.parametrize(
        "content", [b"x", b"\xff", b"a = " + b"[" * 4000, b"format = 1", b"format = 1\nskala = 1"]
    )
    def test_whatever_the_file_holds_it_is_said_in_danish(
        self, bostoette: Runner, tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "vores.toml"
        path.write_bytes(content)
        done = bostoette("katalog", "tjek", str(path))
        assert done.status == 1
        assert "Der er en fejl i bostoette" not in done.err
        assert not english_in(done.err, path)

    def test_the_line_of_a_field_is_found_below_the_right_heading(self) -> None:
        text = "[[a]]\nx = 1\n[[a]]\n  [[a.b]]\n  y = 2\n  [[a.b]]\n  y = 3\n  z = [{ q = 1 }]\n"
        places = ("a nr. 1.x", "a nr. 2.b nr. 2.y", "a nr. 2.b nr. 2.z nr. 1.q")
        remarks = [f"{place}: forkert" for place in (*places, "a nr. 2.b nr. 2.mangler", "andet")]
        found = [remark.partition(":")[0] for remark in with_lines(remarks, text)]
        assert found == ["linje 2", "linje 7", "linje 8", "linje 6", "andet"]

    def test_only_so_many_faults_as_can_be_mended_in_a_sitting_get_a_line(self) -> None:
        found = with_lines(["x: forkert"] * 51, "x = 1\n")
        assert found == [*["linje 1: x: forkert"] * 50, "x: forkert"]

    def test_what_stands_in_a_text_of_several_lines_is_no_field(self) -> None:
        text = 'a = """\n[svar.1b]\nb = 1\n"""\n[svar.1b]\nb = 2\n'
        assert with_lines(["svar.1b.b: forkert"], text) == ["linje 6: svar.1b.b: forkert"]


class TestInstalling:
    def test_an_installed_catalogue_is_named_by_its_id_and_keeps_its_comments(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = "# vores egen bemærkning\n" + example.read_text("utf-8")
        example.write_text(text, "utf-8")
        done = bostoette("katalog", "installer", str(example))
        assert done.status == 0
        id_ = own_id(example)
        assert (bostoette.folder / "kataloger" / f"{id_}.toml").read_text("utf-8") == text
        assert id_ in bostoette("kataloger").out
        assert bostoette("vis", "1", "--katalog", id_).status == 0

    def test_text_like_a_cpr_number_is_named_by_its_line_and_refused_unless_allowed(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = example.read_text("utf-8").replace('  tekst = "', '  tekst = "010190-1234 ', 1)
        example.write_text(text, "utf-8")
        line = next(n for n, one in enumerate(text.splitlines(), 1) if "010190-1234" in one)
        place = f"linje {line}: pejlemaerke nr. 1.udsagn nr. 1.tekst: ligner et CPR-nummer"
        assert place in bostoette("katalog", "tjek", str(example)).out
        done = bostoette("katalog", "installer", str(example))
        assert (done.status, place in done.err) == (1, True)
        assert bostoette("katalog", "installer", str(example), "--tillad-cpr").status == 0

    @pytest.mark.parametrize(
        "words",
        [["runde", "ny", "Forår"], ["skema"], ["evaluer", "--svar", "{svar}"]],
        ids=["runde ny", "skema", "evaluer"],
    )
    def test_a_file_with_a_cpr_number_is_no_rounds_catalogue_unless_it_is_installed(
        self, bostoette: Runner, example: Path, tmp_path: Path, words: list[str]
    ) -> None:
        id_ = own_id(example)
        text = example.read_text("utf-8").replace('  tekst = "', '  tekst = "010190-1234 ', 1)
        example.write_text(text, "utf-8")
        svar = answers_file(tmp_path / "svar.toml", katalog=id_, udgave="2026.1")
        words = [word.format(svar=svar) for word in words]
        done = bostoette(*words, "--katalog", str(example))
        assert (done.status, done.out) == (1, "")
        assert "pejlemaerke nr. 1.udsagn nr. 1.tekst: ligner et CPR-nummer" in done.err
        install = f'bostoette katalog installer "{example}" --tillad-cpr, og nævn det som {id_}'
        assert install in done.err
        assert not bostoette.folder.exists()
        assert bostoette("katalog", "installer", str(example), "--tillad-cpr").status == 0
        assert bostoette("runde", "ny", "Sommer", "--katalog", id_).status == 0

    def test_a_title_that_would_steer_the_terminal_is_shown(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = example.read_text("utf-8")
        example.write_text(text.replace('titel = "', 'titel = "\\u001b[2J', 1), "utf-8")
        assert "»␛[2J" in bostoette("katalog", "installer", str(example)).out
        assert "»␛[2J" in bostoette("katalog", "vaelg", own_id(example)).out

    def test_a_bundled_catalogues_id_cannot_be_taken(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        path = tmp_path / "x.toml"
        path.write_bytes(find_catalogue("bostoette").data)
        done = bostoette("katalog", "installer", str(path))
        assert (done.status, "navnet på et katalog, der følger med" in done.err) == (2, True)

    def test_a_damaged_installed_catalogue_is_named_beside_the_others(
        self, bostoette: Runner, example: Path
    ) -> None:
        bostoette("katalog", "installer", str(example))
        next((bostoette.folder / "kataloger").glob("*.toml")).write_text("x", "utf-8")
        done = bostoette("kataloger")
        assert done.status == 1
        assert "botilbud" in done.out
        assert "linje 1" in done.err

    def test_a_damaged_one_does_not_stop_search_methods_or_the_first_evaluation(
        self, bostoette: Runner, example: Path
    ) -> None:
        bostoette("katalog", "installer", str(example))
        next((bostoette.folder / "kataloger").glob("*.toml")).write_text("x", "utf-8")
        for words in (["soeg", "netværkskort"], ["metoder", "kriseplan"]):
            done = bostoette(*words)
            assert (done.status, bool(done.out), "linje 1" in done.err) == (1, True, True)
        with keyboard("112g") as (front, _):
            evaluate(Store(bostoette.folder), front, Wish(numbers=(5,)))
        assert Store(bostoette.folder).settings.catalogue == "bostoette"

    def test_more_catalogues_than_keys_do_not_stop_the_first_evaluation(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = example.read_text("utf-8")
        for number in range(10):
            example.write_text(
                re.sub(r'(?m)^id = ".*"$', f'id = "nr-{number}"', text, count=1), "utf-8"
            )
            bostoette("katalog", "installer", str(example))
        with keyboard("112g") as (front, _):
            evaluate(Store(bostoette.folder), front, Wish(numbers=(5,)))
        assert Store(bostoette.folder).settings.catalogue == "bostoette"


class TestChoosing:
    def test_the_chosen_catalogue_is_taken_when_none_is_named(self, bostoette: Runner) -> None:
        assert bostoette("katalog", "vaelg", "botilbud").status == 0
        assert bostoette("vis").out.startswith("Anbefalinger til god kvalitet på botilbud")
        assert "botilbud (jeres)" in bostoette("kataloger").out
        assert Store(bostoette.folder).settings.catalogue == "botilbud"

    def test_a_round_of_another_catalogue_does_not_take_over(
        self, bostoette: Runner, tmp_path: Path, clock: Clock
    ) -> None:
        bostoette("katalog", "vaelg", "bostoette")
        bostoette("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml")))
        clock.advance(minutes=1)
        bostoette("runde", "ny", "--katalog", "botilbud")
        assert "Faglige pejlemærker" in bostoette("resultat").out
        assert "Efterår 2026, anbefalinger" in bostoette("runder").out

    def test_a_file_must_be_installed_first(self, bostoette: Runner, example: Path) -> None:
        done = bostoette("katalog", "vaelg", str(example))
        assert (done.status, "Kør bostoette katalog installer" in done.err) == (2, True)

    def test_a_choice_made_later_decides_the_next_round(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        bostoette("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml")))
        bostoette("katalog", "vaelg", "botilbud")
        with keyboard("12g") as (front, _):
            evaluate(Store(bostoette.folder), front, Wish(numbers=(1,)))
        assert Store(bostoette.folder).listing.rounds[-1].round.catalogue == "botilbud"

    def test_a_choice_that_is_gone_is_explained(self, bostoette: Runner, example: Path) -> None:
        bostoette("katalog", "installer", str(example))
        bostoette("katalog", "vaelg", own_id(example))
        next((bostoette.folder / "kataloger").glob("*.toml")).unlink()
        done = bostoette("vis")
        assert (done.status, "Vælg et andet med bostoette katalog vaelg" in done.err) == (2, True)

    def test_an_installed_file_under_another_name_is_named(
        self, bostoette: Runner, example: Path
    ) -> None:
        bostoette("katalog", "installer", str(example))
        (file,) = (bostoette.folder / "kataloger").glob("*.toml")
        file.rename(file.with_name("andet.toml"))
        done = bostoette("vis", "--katalog", "andet")
        assert (done.status, "men filen hedder »andet«" in done.err) == (1, True)

    def test_an_unknown_id_is_explained(self, bostoette: Runner) -> None:
        assert "Mente du botilbud?" in bostoette("katalog", "vaelg", "botilbd").err

    def test_the_group_by_itself_explains_itself(self, bostoette: Runner) -> None:
        assert "vaelg" in bostoette("katalog").out

    def test_damaged_settings_are_named_and_kept(self, bostoette: Runner) -> None:
        bostoette("katalog", "vaelg", "botilbud")
        path = bostoette.folder / "indstillinger.toml"
        path.write_text("format = ", "utf-8")
        done = bostoette("vis")
        assert (done.status, "indstillinger.toml: linje 1" in done.err) == (1, True)
        assert path.read_text("utf-8") == "format = "


class TestMethods:
    def test_all_are_listed_with_where_they_belong(self, bostoette: Runner) -> None:
        text = bostoette("metoder").out
        assert "Åben Dialog\n  hører til nummer 5 og 10 · fra andre kilder" in text
        assert "Peerstøtte\n  hører til nummer 1 og 9 · nævnt i udgivelsen" in text

    def test_one_is_found_by_a_part_of_its_name_without_danish_letters(
        self, bostoette: Runner
    ) -> None:
        done = bostoette("metoder", "aaben", "dialog", "--katalog", "bostoette")
        assert "https://www.sbst.dk/" in done.out

    def test_a_typing_mistake_is_met_with_the_nearest(self, bostoette: Runner) -> None:
        done = bostoette("metoder", "krisepln")
        assert (done.status, done.err.strip()) == (
            2,
            "Metoden »krisepln« findes ikke. Mente du »Kriseplan«?",
        )


class TestSearching:
    @pytest.mark.parametrize(
        "typed", ["netværkskort", "NETVÆRKSKORT", "netvaerkskort", "netværkskortet"]
    )
    def test_it_forgives_case_letters_and_endings(self, bostoette: Runner, typed: str) -> None:
        assert "5.1 · forslag" in bostoette("soeg", typed).out

    def test_a_part_of_a_compound_is_found(self) -> None:
        hits = list(search(find_catalogue("bostoette").catalogue, "kriseplaner"))
        assert any(hit.place == "Kriseplan" for hit in hits)

    def test_every_word_must_be_in_the_same_sentence(self) -> None:
        hits = list(search(find_catalogue("bostoette").catalogue, "borgeren drømmer"))
        assert hits
        assert all("drøm" in h.sentence.lower() and "borger" in h.sentence.lower() for h in hits)

    def test_a_short_word_is_not_found_inside_others(self) -> None:
        found = {h.sentence for h in search(find_catalogue("bostoette").catalogue, "mål")}
        assert found
        assert not any("måltid" in text and "mål " not in text for text in found)

    def test_a_sentence_is_shown_whole(self) -> None:
        for hit in search(find_catalogue("bostoette").catalogue, "medspiller"):
            assert hit.sentence[0].isupper()

    def test_what_is_told_about_the_publication_is_searched_too(self) -> None:
        places = {h.place for h in search(find_catalogue("bostoette").catalogue, "rammelov")}
        assert "om" in places

    def test_the_words_found_are_pointed_at(self) -> None:
        (hit,) = search(small_catalogue(), "andet formål")
        assert [hit.sentence[a:b] for a, b in hit.spans] == ["andet", "formål"]

    def test_nothing_found_is_said_kindly(self, bostoette: Runner) -> None:
        done = bostoette("soeg", "xylofon")
        assert (done.status, "findes ikke i teksterne" in done.out) == (0, True)

    def test_nothing_to_search_for_is_explained(self, bostoette: Runner) -> None:
        assert bostoette("soeg").status == 2
        assert list(search(small_catalogue(), "…")) == []


class TestReflection:
    def ask(self, bostoette: Runner, *words: str) -> str:
        return bostoette("refleksion", *words).out

    def test_the_question_shown_longest_ago_comes_first(
        self, bostoette: Runner, clock: Clock
    ) -> None:
        seen = []
        for _ in range(4):
            seen.append(self.ask(bostoette, "5"))
            clock.advance(days=1)
        assert len(set(seen[:3])) == 3
        assert seen[3] == seen[0]

    def test_a_time_written_by_hand_without_an_offset_is_understood(
        self, bostoette: Runner
    ) -> None:
        bostoette.folder.mkdir()
        (bostoette.folder / "spoergsmaal.toml").write_text(
            "format = 1\n[vist]\nbostoette-1r1 = 2026-01-01T10:00:00\n", "utf-8"
        )
        done = bostoette("refleksion")
        assert (done.status, done.out.startswith("2  ")) == (0, True)

    def test_a_damaged_memory_is_left_as_it_is(self, bostoette: Runner) -> None:
        bostoette.folder.mkdir()
        path = bostoette.folder / "spoergsmaal.toml"
        path.write_text("x", "utf-8")
        assert bostoette("refleksion").status == 0
        assert path.read_text("utf-8") == "x"

    def test_the_next_step_names_the_catalogue_again(self, bostoette: Runner) -> None:
        assert "--katalog botilbud" in bostoette("refleksion", "3", "--katalog", "botilbud").out
        assert "--katalog botilbud" in bostoette("vis", "--katalog", "botilbud").out

    def test_each_pejlemaerke_has_its_turn(self, bostoette: Runner, clock: Clock) -> None:
        titles = []
        for _ in range(3):
            titles.append(self.ask(bostoette).splitlines()[0])
            clock.advance(days=1)
        assert [title.split()[0] for title in titles] == ["1", "2", "3"]

    def test_what_cannot_be_kept_is_shown_all_the_same(self, bostoette: Runner) -> None:
        bostoette.folder.write_text("en fil i vejen", "utf-8")
        done = bostoette("refleksion")
        assert (done.status, done.err) == (0, "")

    def test_a_number_without_questions_is_explained(
        self, bostoette: Runner, example: Path
    ) -> None:
        text = re.sub(
            r"refleksion = \[.*?\n\]\n|refleksion = \[.*\]\n", "", example.read_text("utf-8")
        )
        example.write_text(text, "utf-8")
        done = bostoette("refleksion", "--katalog", str(example))
        assert (done.status, "ingen spørgsmål til eftertanke" in done.err) == (2, True)
