// Notes that come and go at the edge: what went wrong, and what only the person one plays can see.

const box = () => document.getElementById('toasts');
const LINGER = 8000;
/** The newest whisper known, by person; what was there when one came is no news. */
const heard = new Map();
let dismiss = '';

/** Something did not work. */
export const error = (text) => show('error', [paragraph(text)]);

/** Shows a whisper that is new to the person one plays. */
export function decorate(root) {
  dismiss = JSON.parse(root.dataset.words).dismiss;
  const { me } = root.dataset;
  // Who has become somebody else hears no more of what was whispered to the one before.
  for (const note of box().querySelectorAll('[data-to]')) if (note.dataset.to !== me) away(note);
  const whisper = JSON.parse(root.dataset.note);
  const known = heard.get(me);
  heard.set(me, whisper?.ts ?? '0');
  const news = known !== undefined && whisper && Number(whisper.ts) > Number(known);
  // While the clock is played there would be too many to read.
  if (!news || root.hasAttribute('data-playing')) return;
  const head = paragraph(`${whisper.who} · ${whisper.only}`, 'small');
  const here = root.querySelector(`.message[data-ts="${whisper.ts}"]`);
  show('whisper', [head, paragraph(whisper.text), ...(here ? [] : [wayTo(whisper)])]).dataset.to = me;
}

function wayTo({ href, go, ts }) {
  const link = Object.assign(document.createElement('a'), { href, textContent: go });
  link.dataset.test = 'toast-go';
  link.dataset.scrollTo = ts;
  return link;
}

function paragraph(text, kind = 'span') {
  return Object.assign(document.createElement(kind), { textContent: text });
}

function show(kind, parts) {
  const note = document.createElement('div');
  note.dataset.test = 'toast';
  note.dataset.kind = kind;
  const words = document.createElement('p');
  words.append(...parts);
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: '×', ariaLabel: dismiss });
  close.dataset.test = 'toast-close';
  close.addEventListener('click', () => away(note));
  note.append(words, close);
  box().replaceChildren(...[...box().children].slice(-2), note);
  // Shown anew, so that it lies above a modal that was opened meanwhile.
  if (box().matches(':popover-open')) box().hidePopover();
  box().showPopover();
  linger(note);
  return note;
}

/** Goes away by itself, but not while somebody reads or reaches for it. */
function linger(note) {
  setTimeout(() => (note.matches(':hover, :focus-within') ? linger(note) : away(note)), LINGER);
}

function away(note) {
  note.remove();
  if (!box().hasChildNodes() && box().matches(':popover-open')) box().hidePopover();
}
