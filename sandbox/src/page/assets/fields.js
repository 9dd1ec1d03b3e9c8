// Interactive elements: reads what is entered, tells the app about live ones, and keeps menus in order.

/** What an element holds, in the form an act wants it. */
export function read(element) {
  const checked = () => [...element.querySelectorAll('.choice input:checked')].map((box) => box.value);
  switch (element.dataset.kind) {
    case 'multi':
    case 'checks':
      return checked();
    case 'radio':
      return checked()[0] ?? null;
    case 'datetime':
      return element.value ? instant(element.value, element.dataset.zone) : null;
    case 'rich':
      return element.value ? richText(element.value) : null;
    case 'text':
      return element.value;
    default:
      return element.value || null;
  }
}

/** The values of a modal's fields, by block. */
export function values(form) {
  const fields = [...form.querySelectorAll('[data-field]')];
  return Object.fromEntries(fields.map((field) => [field.dataset.field, read(field)]));
}

/** Plain words in the shape of a rich text field. */
function richText(words) {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: words }] };
  return { type: 'rich_text', elements: [section] };
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
}

/** Wires all elements, now and later; `click(element, extra)` performs the act. */
export function wire(click) {
  const tell = async (element, extra = {}) => {
    if (await confirmed(element)) await click(element, extra);
    else restore(element);
  };
  document.addEventListener('click', (event) => {
    const answer = event.target.closest('[data-answer]');
    if (answer) return answer.closest('dialog').close(answer.dataset.answer);
    const option = event.target.closest('[data-option]');
    const element = (option ?? event.target).closest('[data-kind=button], [data-kind=overflow]');
    if (event.target.closest('[data-done]')) event.target.closest('details').open = false;
    if (!element || (element.dataset.kind === 'overflow' && !option)) return undefined;
    const url = (option ?? element).dataset.url;
    if (url) window.open(url, '_blank', 'noopener');
    if (option) element.open = false;
    return tell(element, option ? { selected: option.dataset.option } : {});
  });
  document.addEventListener('change', (event) => {
    const element = event.target.closest('[data-kind]');
    if (element?.dataset.kind === 'multi') return sumUp(element);
    const typed = ['text', 'rich', 'number'].includes(element?.dataset.kind);
    if (!element?.hasAttribute('data-live') || typed || read(element) === null) return undefined;
    return tell(element, { selected: read(element) });
  });
  document.addEventListener('keydown', (event) => {
    const element = event.target.closest('input[data-kind][data-live]');
    if (!element || event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (['text', 'number'].includes(element.dataset.kind)) tell(element, { selected: read(element) });
  });
  let pause;
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-filter]')) filter(event.target);
    const element = event.target.closest('[data-typing][data-live]');
    if (!element) return;
    clearTimeout(pause);
    pause = setTimeout(() => tell(element, { selected: read(element) }), 400);
  });
  wireMenus(tell);
}

function wireMenus(tell) {
  const before = new WeakMap();
  // `toggle` does not bubble; a menu of several tells the app when it closes, if anything changed.
  document.addEventListener('toggle', (event) => {
    const menu = event.target;
    if (!menu.matches?.('details.popup, details.multi')) return;
    if (menu.open) return opened(menu, before);
    const now = JSON.stringify(read(menu));
    if (menu.matches('.multi[data-live]') && before.get(menu) !== now) tell(menu, { selected: read(menu) });
    return undefined;
  }, true);
  document.addEventListener('pointerdown', (event) => closeAll(event.target));
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && document.querySelector('details.popup[open], details.multi[open]');
    if (!open) return;
    event.preventDefault();
    open.open = false;
    open.querySelector('summary').focus();
  });
  // A choice made in a popup closes it.
  document.addEventListener('click', (event) => {
    if (event.target.closest('.popup .menu-item, .popup .quick button')) event.target.closest('details').open = false;
  });
}

function opened(menu, before) {
  before.set(menu, JSON.stringify(read(menu)));
  const box = menu.querySelector('.menu').getBoundingClientRect();
  const frame = (menu.closest('.scroll') ?? document.documentElement).getBoundingClientRect();
  const room = menu.getBoundingClientRect().top - frame.top;
  menu.toggleAttribute('data-up', box.bottom > frame.bottom && room > box.height);
  menu.querySelector('[data-filter]')?.focus();
  menu.querySelector('.menu').scrollIntoView({ block: 'nearest' });
}

function closeAll(except) {
  for (const menu of document.querySelectorAll('details.popup[open], details.multi[open]')) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function sumUp(menu) {
  const told = menu.querySelector('[data-told]');
  const boxes = [...menu.querySelectorAll('.choice input')];
  const chosen = boxes.filter((box) => box.checked);
  const full = chosen.length >= Number(menu.dataset.most || Infinity);
  for (const box of boxes) box.disabled = full && !box.checked;
  const names = chosen.map((box) => box.nextElementSibling.firstChild.textContent);
  told.textContent = names.join(', ') || told.dataset.none;
}

function filter(field) {
  const words = field.value.toLocaleLowerCase();
  const area = field.parentElement;
  let found = 0;
  for (const row of area.querySelector('.menu-rows').children) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(words);
    found += row.hidden ? 0 : 1;
  }
  const nobody = area.querySelector('.nobody');
  if (nobody) nobody.hidden = found > 0;
}

/** Brings what only the browser knows back after the page was drawn anew. */
export function decorate() {
  document.querySelectorAll('details.multi').forEach(sumUp);
  document.querySelectorAll('[data-filter]').forEach(filter);
}
