"use strict";

// The form in the browser. Everything shown is set as text, never as markup. From the top: the file
// that is handed in, the CPR rule, the draft, the page. The functions in the first two parts are
// pure; tests call them by name.

const FORM = JSON.parse(document.getElementById("skema-data").textContent);
const NO_NUMBERS = [
  { value: "ved_ikke", name: "Ved ikke" },
  { value: "ikke_relevant", name: "Ikke relevant" },
  { value: "vil_ikke_svare", name: "Vil ikke svare" },
];
const IRRELEVANT = "ikke_relevant";
const CPR_WARNING = "Teksten ligner et CPR-nummer. Skriv om praksis, ikke om personer.";
const ADDRESS_HINT = "Der står en e-mailadresse. Overvej, om den skal blive stående.";

// --- The file: TOML, one line to a value, so that it can be read in Notepad -----------------------

const SHORT_ESCAPES = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f" };
// Besides what TOML requires: characters that an editor might take for a line end or a byte order
// mark, and halves of a surrogate pair, which no UTF-8 file can hold.
const ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

function tomlString(text) {
  const whole = text.replace(/\r\n?/g, "\n").replace(LONE_SURROGATE, "\ufffd");
  return `"${whole.replace(ESCAPED, (c) => SHORT_ESCAPES[c] ?? `\\u${hex(c)}`)}"`;
}

function hex(character) {
  return character.charCodeAt(0).toString(16).padStart(4, "0");
}

function tomlKey(key) {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}

function tomlValue(value) {
  return typeof value === "number" ? String(value) : tomlString(value);
}

// One entry a line; what is empty says nothing and is left out.
function tomlLines(entries) {
  return entries
    .filter(([, value]) => value !== "" && value !== null)
    .map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}\n`)
    .join("");
}

function tomlTable(name, id, entries) {
  return `\n[${name}.${tomlKey(id)}]\n${tomlLines(entries)}`;
}

// A moment with this computer's offset from UTC; in an anonymous round the hour would tell who
// answered.
function stamp(date, anonymous) {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  const offset = -date.getTimezoneOffset();
  const size = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
  return `${day}T${anonymous ? "00:00:00" : clock}${zone}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}

function fileText(response) {
  const head = tomlLines([
    ["format", 1],
    ["katalog", FORM.catalogue],
    ["udgave", FORM.edition],
    ["rolle", response.role],
    ["id", response.id],
    ["runde", FORM.round],
    ["navn", FORM.anonymous ? "" : response.label.split(/\s+/).filter(Boolean).join(" ")],
    ["tilstand", "faerdig"],
  ]);
  const moments = `oprettet = ${response.created}\naendret = ${response.changed}\n`;
  // In an anonymous round only this number tells two versions from the same day apart.
  const correction = tomlLines([["rettelse", response.version > 1 ? response.version - 1 : null]]);
  const answers = response.answers.map(([id, answer]) =>
    tomlTable("svar", id, [
      ["vaerdi", answer.value],
      ["begrundelse", answer.value === IRRELEVANT ? answer.reason : ""],
      ["note", isBlank(answer.note) ? "" : answer.note],
    ]),
  );
  const words = response.reflections.map(([id, text]) =>
    tomlTable("refleksion", id, [["tekst", text]]),
  );
  return [head, moments, correction, ...answers, ...words].join("");
}

// The alphabet and the length of the tool's own ids (storage/codes.py and identity.py).
const ID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const ID_LENGTH = 8;

function newId() {
  const fair = 256 - (256 % ID_ALPHABET.length); // above it some letters would come more often
  let id = "";
  while (id.length < ID_LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) id += ID_ALPHABET[byte % ID_ALPHABET.length];
  }
  return id;
}

function isBlank(text) {
  return !/[^\s\u0000-\u001f\u007f-\u009f]/.test(text);
}

// --- CPR numbers and addresses: the rules of domain/privacy.py -------------------------------------

// Spelled out, because a space, a digit and a letter are not the same characters here as in Python.
const SPACE = "(?:[^\\S\\ufeff]|[\\u001c-\\u001f\\u0085])";
const DIGIT = "\\p{Nd}";
const LETTER = "[\\p{L}\\p{N}_]";
const DASH = "[-\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]";
const YEAR = `20[0-3]${DIGIT}`;
const TWO = `${DIGIT}{2}`;
const MARK = `(?:${SPACE}|[./-]|(?=${TWO}(?:19|20)${TWO}))`;
const SHAPE = new RegExp(
  `(?<![${DIGIT}+])(?<!${DIGIT}[.,/-])` +
    `(?:(?<day>${TWO})(?<month>${TWO})(?<year>${TWO})` +
    `(?<joint>${SPACE}{0,2}${DASH}?${SPACE}{0,2})(?<serial>${DIGIT}{4})(?![/.,-]${DIGIT}{1,5}(?!${DIGIT}))` +
    `|(?<day2>${TWO})(?<mark>${MARK})(?<month2>${TWO})\\k<mark>(?:19|20)?(?<year2>${TWO})` +
    `${SPACE}{0,2}${DASH}${SPACE}{0,2}(?!${YEAR})${DIGIT}{4})` +
    `(?!${DIGIT})`,
  "gu",
);
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const OTHER_NUMBER = new RegExp(
  `(?<!${LETTER})(?:(?:konto|faktura|ordre|isbn)[.:]?${SPACE}?-?(?:nr|nummer)?|p-(?:nr|nummer))` +
    `[.:]{0,2}${SPACE}?(?:${DIGIT}{4}(?:${SPACE}|-))?$`,
  "iu",
);
const CASE = new RegExp(
  `(?<!${LETTER})(?:sag(?:en)?|sags-?(?:nr|nummer)|j(?:ournal)?\\.?${SPACE}?-?(?:nr|nummer))[.:]{0,2}${SPACE}?$`,
  "iu",
);
const LONGEST_LABEL = 30;
const ADDRESS = new RegExp(
  `(?:[^\\s@\\u001c-\\u001f\\u0085]|\\ufeff)@${LETTER}(?:${LETTER}|[.-])*\\.${LETTER}{2}`, "u",
);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function containsCpr(text) {
  const seen = text.replace(UNSEEN, "");
  return [...seen.matchAll(SHAPE)].some((match) => isCpr(match, seen));
}

function containsAddress(text) {
  return ADDRESS.test(text);
}

function isCpr({ index, groups }, text) {
  if (groups.day === undefined) {
    return isDay(...[groups.day2, groups.month2, groups.year2].map(number));
  }
  const near = text.slice(Math.max(index - 2 * LONGEST_LABEL, 0), index);
  const before = [...near].slice(-LONGEST_LABEL).join("");
  if (!groups.joint && OTHER_NUMBER.test(before)) return false;
  if (new RegExp(`^${YEAR}$`, "u").test(groups.serial) && CASE.test(before)) return false;
  return isDay(...[groups.day, groups.month, groups.year].map(number));
}

// A replacement number carries 60 added to the day. The century is not known from six digits.
function isDay(day, month, year) {
  const last = month === 2 && year % 4 === 0 ? 29 : DAYS[month - 1];
  const real = day > 60 ? day - 60 : day;
  return month >= 1 && month <= 12 && real >= 1 && real <= last;
}

// Unicode has its decimal digits in runs of ten, each from nought to nine.
function number(digits) {
  return [...digits].reduce((sum, digit) => sum * 10 + digitValue(digit.codePointAt(0)), 0);
}

function digitValue(code) {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

// --- The draft: kept in the browser after each change ---------------------------------------------

const NO_ANSWER = { value: null, reason: "", note: "" };

let draft = newDraft();
let hasStorage = true;
let savedNow = ""; // what this window saved last, to notice another window's

function newDraft() {
  return {
    id: newId(),
    created: "",
    changed: "",
    role: FORM.forms.length === 1 ? FORM.forms[0].role : "",
    label: "",
    answers: new Map(),
    reflections: new Map(),
    version: 0, // of the file that was handed out last
    isChanged: true, // since then
  };
}

function saveDraft() {
  draft.changed = stamp(new Date(), FORM.anonymous);
  draft.created ||= draft.changed;
  draft.isChanged = true;
  storeDraft();
}

function storeDraft() {
  savedNow = JSON.stringify({
    ...draft,
    answers: [...draft.answers],
    reflections: [...draft.reflections],
  });
  try {
    localStorage.setItem(FORM.draftKey, savedNow);
  } catch {
    hasStorage = false;
  }
  byId("ingen-kladde").hidden = hasStorage;
}

// The draft of last time; null where there is none, or what is there is not one of ours.
function readDraft() {
  try {
    const kept = localStorage.getItem(FORM.draftKey);
    return kept && asDraft(JSON.parse(kept));
  } catch {
    return null;
  }
}

// Other pages on the same disk can write where we do, so nothing is taken for granted.
function asDraft(kept) {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
  if (!moment.test(kept.created) || !moment.test(kept.changed)) return null;
  if (kept.id.length !== ID_LENGTH || [...kept.id].some((c) => !ID_ALPHABET.includes(c))) return null;
  return {
    ...newDraft(),
    id: kept.id,
    created: kept.created,
    changed: kept.changed,
    role: formOf(kept.role) ? kept.role : newDraft().role,
    label: String(kept.label),
    answers: new Map(kept.answers.map(([id, answer]) => [String(id), asAnswer(answer)])),
    reflections: new Map(kept.reflections.map(([id, text]) => [String(id), String(text)])),
    version: Math.trunc(Number(kept.version)) || 0,
    isChanged: Boolean(kept.isChanged),
  };
}

function asAnswer({ value, reason, note }) {
  const known = [...FORM.forms[0].steps, ...NO_NUMBERS].some((choice) => choice.value === value);
  return { value: known ? value : null, reason: String(reason), note: String(note) };
}

function checkStorage() {
  try {
    localStorage.setItem(`${FORM.draftKey} ?`, "");
    localStorage.removeItem(`${FORM.draftKey} ?`);
  } catch {
    hasStorage = false;
  }
  byId("ingen-kladde").hidden = hasStorage;
}

function forgetDraft() {
  draft = newDraft();
  savedNow = "";
  try {
    localStorage.removeItem(FORM.draftKey);
  } catch {
    // Where nothing could be kept, there is nothing to forget.
  }
}

function answerTo(id) {
  return draft.answers.get(id) ?? NO_ANSWER;
}

function setAnswer(id, change) {
  draft.answers.set(id, { ...answerTo(id), ...change });
  changed();
}

// --- What is asked, and what has been said about it -----------------------------------------------

function formOf(role) {
  return FORM.forms.find((form) => form.role === role);
}

function statementsOf(form) {
  return form.sections.flatMap((section) => section.statements);
}

function reflectionsOf(form) {
  return form.sections.flatMap((section) => section.reflections);
}

function isGiven(statement) {
  return answerTo(statement.id).value !== null;
}

function saysSomething(answer) {
  return answer.value !== null || !isBlank(answer.note);
}

function isWritten(id) {
  return !isBlank(draft.reflections.get(id) ?? "");
}

// The draft as the chosen role hands it in.
function responseOf(form) {
  return {
    ...draft,
    role: form.role,
    answers: statementsOf(form)
      .map(({ id }) => [id, answerTo(id)])
      .filter(([, answer]) => saysSomething(answer)),
    reflections: reflectionsOf(form)
      .filter(({ id }) => isWritten(id))
      .map(({ id }) => [id, draft.reflections.get(id)]),
  };
}

// How many answers and words in the draft the role is not asked for.
function leftOut(form) {
  const asked = new Set([...statementsOf(form), ...reflectionsOf(form)].map(({ id }) => id));
  const answers = [...draft.answers].filter(([, answer]) => saysSomething(answer));
  const words = [...draft.reflections].filter(([id]) => isWritten(id));
  return [...answers, ...words].filter(([id]) => !asked.has(id)).length;
}

// --- The page ------------------------------------------------------------------------------------

function byId(id) {
  return document.getElementById(id);
}

function clone(template) {
  return byId(template).content.firstElementChild.cloneNode(true);
}

function part(element, name) {
  return element.querySelector(`[data-part="${name}"]`);
}

function setText(element, name, text) {
  part(element, name).textContent = text;
}

function entry(term, text) {
  const pair = document.createDocumentFragment();
  for (const [tag, words] of [["dt", term], ["dd", text]]) {
    pair.append(Object.assign(document.createElement(tag), { textContent: words }));
  }
  return pair;
}

// Said aloud by a screen reader; the same sentence twice is said twice.
function announce(text) {
  byId("status").textContent = "";
  setTimeout(() => (byId("status").textContent = text), 50);
}

// Ask before something that cannot be taken back. Resolves to whether the answer was yes.
function ask(question, yes, no) {
  const dialog = byId("spoerg");
  byId("spoerg-tekst").textContent = question;
  setText(dialog, "yes", yes);
  setText(dialog, "no", no);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// A labelled field for free text, with room for hints, an error and the CPR warning.
function field({ id, label, hint = "", text, single = false, keep }) {
  const element = clone("felt-skabelon");
  const input = single ? document.createElement("input") : part(element, "input");
  part(element, "input").replaceWith(input);
  input.dataset.part = "input";
  input.id = id;
  input.value = text;
  for (const name of ["hint", "error", "warning", "address"]) part(element, name).id = `${id}-${name}`;
  input.setAttribute("aria-describedby", `${id}-hint ${id}-error ${id}-warning ${id}-address`);
  part(element, "label").htmlFor = id;
  setText(element, "label", label);
  setText(element, "hint", hint);
  setText(element, "written", text);
  input.addEventListener("input", () => {
    setText(element, "written", input.value);
    showError(input, "");
    warn(element, input.value);
    keep(input.value);
  });
  warn(element, text, { quietly: true });
  return element;
}

function warn(element, text, { quietly = false } = {}) {
  const before = part(element, "warning").textContent;
  const warning = containsCpr(text) ? CPR_WARNING : "";
  setText(element, "warning", warning);
  setText(element, "address", containsAddress(text) ? ADDRESS_HINT : "");
  if (warning && !before && !quietly) announce(warning);
}

function showError(input, text) {
  byId(`${input.id}-error`).textContent = text;
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function statementElement(statement, form) {
  const element = clone("udsagn-skabelon");
  element.id = `udsagn-${statement.id}`;
  setText(element, "text", statement.text);
  setText(element, "prompt", form.scaleQuestion);
  if (statement.low) part(element, "marks").append(entry("Svagt", statement.low));
  if (statement.high) part(element, "marks").append(entry("Stærkt", statement.high));
  part(element, "steps").append(...form.steps.map((step) => option(statement, step)));
  part(element, "noNumbers").append(...NO_NUMBERS.map((kind) => option(statement, kind)));
  part(element, "reason").append(reasonField(statement, form));
  part(element, "note").append(noteField(statement));
  element.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    setAnswer(statement.id, { value: choiceOf(form, event.target.value) });
    showAnswer(element, statement, form);
  });
  part(element, "clear").addEventListener("click", () => clearAnswer(element, statement, form));
  part(element, "showNote").addEventListener("click", () => toggleNote(element, statement));
  showNote(element, statement, answerTo(statement.id).note !== "");
  showAnswer(element, statement, form);
  return element;
}

function option(statement, { value, number = "", name }) {
  const element = clone("valg-skabelon");
  const radio = element.querySelector("input");
  radio.name = `svar-${statement.id}`;
  radio.value = value;
  setText(element, "number", number);
  setText(element, "name", name);
  return element;
}

function choiceOf(form, text) {
  const choices = [...form.steps, ...NO_NUMBERS].map((choice) => choice.value);
  return choices.find((value) => String(value) === text);
}

function reasonField({ id }, form) {
  return field({
    id: `begrundelse-${id}`,
    label: form.reasonQuestion,
    hint: "Skal udfyldes. En halv sætning er nok.",
    text: answerTo(id).reason,
    keep: (reason) => setAnswer(id, { reason }),
  });
}

function noteField({ id }) {
  return field({
    id: `note-${id}`,
    label: "Note",
    text: answerTo(id).note,
    keep: (note) => setAnswer(id, { note }),
  });
}

function showAnswer(element, statement, form) {
  const { value } = answerTo(statement.id);
  for (const radio of element.querySelectorAll("input[type=radio]")) {
    radio.checked = radio.value === String(value);
  }
  const step = form.steps.find((one) => one.value === value);
  setText(element, "meaning", step?.meaning ?? "");
  part(element, "reason").hidden = value !== IRRELEVANT;
  part(element, "clear").hidden = value === null;
}

function clearAnswer(element, statement, form) {
  setAnswer(statement.id, { value: null });
  showAnswer(element, statement, form);
  element.querySelector("input[type=radio]").focus();
  announce("Svaret er fjernet.");
}

function toggleNote(element, statement) {
  showNote(element, statement, part(element, "note").hidden);
  if (!part(element, "note").hidden) byId(`note-${statement.id}`).focus();
}

function showNote(element, { id }, open) {
  part(element, "note").hidden = !open;
  part(element, "showNote").setAttribute("aria-expanded", String(open));
  const closed = isBlank(answerTo(id).note) ? "Skriv en note" : "Vis din note";
  setText(element, "showNote", open ? "Skjul noten" : closed);
}

function reflectionElement({ id, text }) {
  const element = clone("spoergsmaal-skabelon");
  const keep = (words) => {
    draft.reflections.set(id, words);
    changed();
  };
  const kept = draft.reflections.get(id) ?? "";
  part(element, "field").append(field({ id: `refleksion-${id}`, label: text, text: kept, keep }));
  return element;
}

function sectionElement(section, form) {
  const element = clone("afsnit-skabelon");
  element.id = `nummer-${section.number}`;
  element.setAttribute("aria-labelledby", `overskrift-${section.number}`);
  element.querySelector("h2").id = `overskrift-${section.number}`;
  setText(element, "number", section.number);
  setText(element, "title", section.title);
  part(element, "questions").append(
    ...section.statements.map((statement) => statementElement(statement, form)),
    ...section.reflections.map(reflectionElement),
  );
  return element;
}

function overviewEntry({ number, title }) {
  const entryElement = document.createElement("li");
  const link = Object.assign(document.createElement("a"), {
    href: `#nummer-${number}`,
    textContent: `${number}. ${title}`,
  });
  const count = Object.assign(document.createElement("span"), { id: `antal-${number}` });
  entryElement.append(link, " ", count);
  return entryElement;
}

function showForm(form) {
  byId("hvem").textContent = `Skema til ${form.plural}`;
  byId("indledning").replaceChildren(
    ...form.introduction.map((textContent) =>
      Object.assign(document.createElement("p"), { textContent }),
    ),
  );
  byId("trin").querySelector("dl").replaceChildren(
    ...form.steps.map(({ number, name, meaning }) => entry(`${number} ${name}`, meaning)),
  );
  byId("afsnit").replaceChildren(...form.sections.map((one) => sectionElement(one, form)));
  byId("oversigt").querySelector("ol").replaceChildren(...form.sections.map(overviewEntry));
  byId("maerke")?.replaceChildren(labelField());
  byId("rolle").hidden = true;
  byId("skema").hidden = false;
  showProgress();
}

function labelField() {
  return field({
    id: "navn",
    label: "Mærke, hvis du vil",
    hint: "For eksempel »Medarbejder 3«. Intet navn er nødvendigt.",
    text: draft.label,
    single: true,
    keep: (label) => {
      draft.label = label;
      changed();
    },
  });
}

function showProgress() {
  const form = formOf(draft.role);
  if (!form) return;
  for (const section of form.sections) {
    const given = section.statements.filter(isGiven).length;
    const count = section.statements.length ? `${given} af ${section.statements.length}` : "";
    byId(`antal-${section.number}`).textContent = count;
    setText(byId(`nummer-${section.number}`), "count", count && `${count} udsagn besvaret`);
  }
  const every = statementsOf(form);
  const given = every.filter(isGiven).length;
  byId("fremgang").textContent = `${given} af ${every.length} udsagn besvaret`;
  Object.assign(byId("fremgang-maaler"), { max: every.length, value: given });
  byId("opsummering").textContent = summary(form, given, every.length);
}

function summary(form, given, count) {
  const whole = given === count ? "Alle udsagn er besvaret." : `${given} af ${count} udsagn er besvaret.`;
  const rest = given === count ? "" : " Resten kan du svare på nu eller lade stå.";
  const other = leftOut(form);
  const aside = other ? ` ${other} svar fra en anden rolle er i kladden og kommer ikke med.` : "";
  return `Du svarer som ${form.label}. ${whole}${rest}${aside}`;
}

function changed() {
  saveDraft();
  byId("aflever-fejl").textContent = "";
  byId("kvittering").hidden = true;
  showProgress();
}

// --- Choosing a role, handing in, beginning again -------------------------------------------------

async function chooseRole() {
  const chosen = document.querySelector("input[name=rolle]:checked");
  byId("rolle-fejl").textContent = chosen ? "" : "Vælg, hvem du svarer som.";
  if (!chosen) {
    document.querySelector("input[name=rolle]").focus();
    return;
  }
  const form = formOf(chosen.value);
  const count = draft.role === form.role ? 0 : leftOut(form);
  const question =
    `Som ${form.label} bliver du ikke spurgt om alt det, du har svaret på: ${count} svar kommer ` +
    "ikke med i filen. De bliver stående i kladden. Vil du skifte rolle?";
  if (count && !(await ask(question, "Skift rolle", "Behold min rolle"))) {
    checkRole(draft.role);
    openForm(formOf(draft.role));
    return;
  }
  draft.role = form.role;
  saveDraft();
  openForm(form);
}

function openForm(form) {
  showForm(form);
  byId("saadan").focus();
}

function checkRole(role) {
  for (const radio of document.querySelectorAll("input[name=rolle]")) {
    radio.checked = radio.value === role;
  }
}

function askForRole() {
  byId("rolle").hidden = false;
  byId("skema").hidden = true;
  checkRole(draft.role);
  document.querySelector("input[name=rolle]:checked").focus();
}

async function handIn() {
  const form = formOf(draft.role);
  const response = responseOf(form);
  const problem = problemWith(response);
  byId("aflever-fejl").textContent = problem;
  if (problem) {
    announce(problem);
    return;
  }
  const [suspect] = fieldsWithCpr(response);
  if (suspect && !(await ask(cprQuestion(suspect), "Hent filen alligevel", "Ret det"))) {
    openNoteAround(suspect);
    suspect.focus();
    return;
  }
  download(response);
}

function cprQuestion(input) {
  const statement = input.closest(".statement");
  const about = statement ? ` ved »${part(statement, "text").textContent}«` : "";
  const field = part(input.closest(".field"), "label").textContent;
  return (
    `I feltet »${field}«${about} står der noget, der ligner et CPR-nummer. Bliver det stående, ` +
    "kan modtageren ikke uden videre tage filen ind."
  );
}

// What keeps the answers from being handed in; the first field at fault gets the focus.
function problemWith(response) {
  if (!response.answers.length && !response.reflections.length) {
    byId("hent").focus();
    return "Du har ikke svaret på noget endnu. Svar på mindst ét udsagn, eller skriv en note.";
  }
  const without = response.answers
    .filter(([, answer]) => answer.value === IRRELEVANT && isBlank(answer.reason))
    .map(([id]) => byId(`begrundelse-${id}`));
  for (const input of without) showError(input, "Skriv, hvorfor det ikke er relevant.");
  without[0]?.focus();
  return without.length ? "Der mangler en begrundelse, hvor du har valgt »Ikke relevant«." : "";
}

// The fields that go into the file and look as if they held a CPR number.
function fieldsWithCpr({ answers, reflections, label }) {
  const texts = [
    ...answers.flatMap(([id, { value, reason, note }]) => [
      [`begrundelse-${id}`, value === IRRELEVANT ? reason : ""],
      [`note-${id}`, note],
    ]),
    ...reflections.map(([id, text]) => [`refleksion-${id}`, text]),
    ["navn", FORM.anonymous ? "" : label],
  ];
  return texts.filter(([, text]) => containsCpr(text)).map(([id]) => byId(id));
}

function openNoteAround(input) {
  const statement = input.closest(".statement");
  const id = statement?.id.replace("udsagn-", "");
  if (input.id === `note-${id}`) showNote(statement, { id }, true);
}

function download(handedIn) {
  if (draft.isChanged) draft.version += 1;
  draft.isChanged = false;
  storeDraft();
  const response = { ...handedIn, version: draft.version };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([fileText(response)], { type: "application/toml" }));
  link.download = fileName(response);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  setText(byId("kvittering"), "name", link.download);
  byId("kvittering").hidden = false;
  byId("kvittering").focus();
}

// A changed file gets a name of its own, one that sorts after the one before.
function fileName({ role, id, version }) {
  return `svar-${role}-${id}${version > 1 ? `_${version}` : ""}.toml`;
}

async function beginAgain() {
  const question = "Kladden på denne computer bliver slettet. Det kan ikke fortrydes.";
  if (!(await ask(question, "Slet kladden", "Behold den"))) return;
  forgetDraft();
  byId("kladde-fundet").hidden = true;
  byId("kvittering").hidden = true;
  start();
  window.scrollTo(0, 0);
  byId("indhold").focus();
  announce("Kladden er slettet.");
}

function start() {
  checkRole(draft.role);
  const form = formOf(draft.role);
  byId("rolle").hidden = Boolean(form);
  byId("skema").hidden = !form;
  if (form) showForm(form);
}

function tellOfDraft() {
  const words = `Din kladde fra den ${danishMoment(draft.changed)} er hentet frem. Er den ikke din, så begynd forfra.`;
  setText(byId("kladde-fundet"), "text", words);
  byId("kladde-fundet").hidden = false;
  announce(words);
}

function danishMoment(moment) {
  const date = new Date(moment);
  const day = date.toLocaleDateString("da-DK", { day: "numeric", month: "long", year: "numeric" });
  return FORM.anonymous ? day : `${day} kl. ${date.getHours()}.${two(date.getMinutes())}`;
}

function warnBeforeLeaving(event) {
  if (!hasStorage && draft.changed && byId("kvittering").hidden) event.preventDefault();
}

function noticeOtherWindow(event) {
  if (event.key === FORM.draftKey && event.newValue !== savedNow) byId("andet-vindue").hidden = false;
}

byId("vis-udsagn").addEventListener("click", chooseRole);
byId("skift-rolle").addEventListener("click", askForRole);
byId("hent").addEventListener("click", handIn);
byId("udskriv").addEventListener("click", () => window.print());
byId("begynd-forfra").addEventListener("click", beginAgain);
byId("slet-kladde").addEventListener("click", beginAgain);
for (const answer of ["yes", "no"]) {
  part(byId("spoerg"), answer).addEventListener("click", () => byId("spoerg").close(answer));
}
window.addEventListener("beforeunload", warnBeforeLeaving);
window.addEventListener("storage", noticeOtherWindow);

// Where the script does not get this far, the page says that it cannot be shown.
byId("kan-ikke-vises").hidden = true;
byId("indhold").hidden = false;
checkStorage();
const kept = readDraft();
if (kept) draft = kept;
start();
if (kept) tellOfDraft();
