// Interactive elements: reads what is entered and tells the app about live ones.

import * as menus from './menus.js';
import * as suggest from './suggest.js';
import * as tables from './tables.js';

/** What an element holds, in the form an act wants it; `undefined` where it is as the app sent it. */
export function read(element) {
  const checked = () => [...element.querySelectorAll('.choice input:checked')].map((box) => box.value);
  switch (element.dataset.kind) {
    case 'multi':
    case 'checks':
      return checked();
    case 'radio':
      return checked()[0] ?? null;
    case 'external':
      return options(element);
    case 'datetime':
      return element.value ? instant(element.value, element.dataset.zone) : null;
    case 'rich':
      // What cannot be written with marks would be lost.
      return element.value === element.defaultValue ? undefined : element.value;
    case 'text':
      return element.value;
    case 'file':
      return undefined;
    default:
      return element.value || null;
  }
}

/** The options chosen in a menu that the app fills, whole, as it gave them. */
function options(menu) {
  const chosen = [...menu.querySelectorAll('.choice input:checked')].map((box) => JSON.parse(box.dataset.whole));
  return menu.hasAttribute('data-many') ? chosen : (chosen[0] ?? null);
}

/** The values of a modal's fields, by block, without its files. */
function written(form) {
  const fields = [...form.querySelectorAll('[data-field]')];
  return Object.fromEntries(fields.map((field) => [field.dataset.field, read(field)]));
}

/** The values of a modal's fields, by block. */
export async function values(form) {
  const all = written(form);
  for (const field of form.querySelectorAll('[data-field][data-kind=file]')) {
    all[field.dataset.field] = await Promise.all([...field.files].map(content));
  }
  return all;
}

/** A file as an act takes it. */
async function content(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return { name: file.name, base64: btoa(letters.join('')) };
}

/** Seconds since 1970 of a civil time in `zone`. */
function instant(civil, zone) {
  const asUtc = Date.parse(`${civil}Z`);
  const shown = (at) => {
    const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    return Date.parse(`${parts.format(at).replace(' ', 'T')}Z`);
  };
  // The offset is looked up twice, because the first guess may lie on the other side of a change of it.
  let at = asUtc - (shown(asUtc) - asUtc);
  at = asUtc - (shown(at) - at);
  return at / 1000;
}

/** Asks for confirmation where the element wants it. */
export async function confirmed(element) {
  const dialog = element.dataset.confirm && document.getElementById(element.dataset.confirm);
  return dialog ? (await ask(dialog)) === 'yes' : true;
}

/** Opens a dialog and resolves with the answer chosen, `''` when it was dismissed. */
export function ask(dialog) {
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
  });
}

function restore(element) {
  for (const control of [element, ...element.querySelectorAll('input')]) {
    if (control.matches('select')) {
      control.selectedIndex = Math.max(0, [...control.options].findIndex((option) => option.defaultSelected));
    } else if (control.matches('[type=checkbox], [type=radio]')) {
      control.checked = control.defaultChecked;
    } else if (control.matches('input')) {
      control.value = control.defaultValue;
    }
  }
  if (element.matches('details.multi')) menus.sumUp(element);
}

/** A field outside a form is sent nowhere: the sandbox remembers it, for the next thing the app is told. */
const isRemembered = (element) => element.hasAttribute('data-field') && !element.closest('[data-view]');

/** Wires all elements, now and later; `click(element, extra)` performs the act. */
export function wire(click) {
  const tell = async (element, extra = {}) => {
    if (!element.hasAttribute('data-live') && !isRemembered(element)) return;
    const form = element.closest('[data-view]');
    // The app is told what stands in the other fields meanwhile.
    const beside = form ? { values: written(form) } : {};
    if (await confirmed(element)) await click(element, { ...beside, ...extra });
    else restore(element);
  };
  document.addEventListener('click', (event) => {
    const answer = event.target.closest('[data-answer]');
    if (answer) return answer.closest('dialog').close(answer.dataset.answer);
    const mark = event.target.closest('[data-mark]');
    if (mark) return setMark(document.getElementById(mark.dataset.for), mark.dataset.mark);
    const option = event.target.closest('[data-option]');
    const element = (option ?? event.target).closest('[data-kind=button], [data-kind=overflow], [data-kind=feedback]');
    if (!element || (element.dataset.kind !== 'button' && !option)) return undefined;
    const url = (option ?? element).dataset.url;
    if (url) window.open(url, '_blank', 'noopener');
    if (option && element.matches('details')) element.open = false;
    return tell(element, option ? { selected: option.dataset.option } : {});
  });
  document.addEventListener('change', (event) => {
    const element = event.target.closest('[data-kind]');
    const kind = element?.dataset.kind;
    if (kind === 'multi') return menus.sumUp(element);
    if (kind === 'external') return choose(element);
    const typed = ['text', 'rich', 'number'].includes(kind) && !isRemembered(element ?? document.body);
    if (!element || typed || kind === 'file' || (read(element) ?? null) === null) return undefined;
    return tell(element, { selected: read(element) });
  });
  document.addEventListener('keydown', (event) => {
    const element = event.target.closest('[data-kind][data-live]');
    const large = element?.matches('textarea') && !(event.ctrlKey || event.metaKey);
    if (!element || large || event.key !== 'Enter' || event.isComposing || !element.matches('input, textarea')) return;
    event.preventDefault();
    if (element.hasAttribute('data-enter')) tell(element, { selected: read(element) ?? element.value });
  });
  let pause;
  document.addEventListener('input', (event) => {
    const element = event.target.closest('[data-typing][data-live]');
    if (!element) return;
    clearTimeout(pause);
    pause = setTimeout(() => tell(element, { selected: read(element) ?? element.value }), 400);
  });
  menus.wire(tell);
  suggest.wire();
  tables.wire();
}

/** One answer of the app is chosen: the menu closes, and with that is told. */
function choose(menu) {
  menus.sumUp(menu);
  if (menu.hasAttribute('data-many')) return;
  menu.querySelector('summary').focus();
  requestAnimationFrame(() => { menu.open = false; });
}

/** Puts a mark around what is selected, or before each of its lines. */
function setMark(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const words = value.slice(from, to);
  const marked = mark.endsWith(' ') ? words.split('\n').map((line) => mark + line).join('\n') : mark + words + mark;
  field.setRangeText(marked, from, to, 'select');
  if (from === to) field.setSelectionRange(from + mark.length, from + mark.length);
  field.focus();
}

/** Brings what only the browser knows back after the page was drawn anew. */
export function decorate() {
  menus.decorate();
  tables.decorate();
}
