// Menus that the app fills: what is typed is put to it, and its answers become rows to choose from.

const PAUSE = 300;

/** The scope an act must carry: which message or view. */
const scopeOf = (element) => JSON.parse(element.closest('[data-scope]').dataset.scope);
const me = () => document.querySelector('#app > [data-me]').dataset.me;

async function ask(menu, value) {
  const { actionId: action_id, blockId: block_id } = menu.dataset;
  const order = { as: me(), do: 'suggest', ...scopeOf(menu), action_id, block_id, value };
  const answer = await fetch('/sandbox/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  const told = await answer.json();
  if (told.error) throw new Error(told.detail ?? told.error);
  const groups = told.option_groups ?? [{ options: told.options ?? [] }];
  return groups.map((group) => ({ label: group.label?.text, options: group.options }));
}

function row(menu, option) {
  const label = document.createElement('label');
  label.className = 'choice';
  const control = Object.assign(document.createElement('input'), {
    type: menu.hasAttribute('data-many') ? 'checkbox' : 'radio',
    name: menu.id,
    value: option.value,
  });
  control.dataset.whole = JSON.stringify(option);
  const words = document.createElement('span');
  words.textContent = option.text?.text ?? option.value;
  if (option.description) {
    const more = document.createElement('small');
    more.textContent = option.description.text;
    words.append(more);
  }
  label.append(control, words);
  return label;
}

/** Shows what the app offers below what is chosen already. */
function show(menu, groups) {
  const rows = menu.querySelector('.menu-rows');
  const kept = [...rows.querySelectorAll('.choice')].filter((choice) => choice.querySelector(':checked'));
  const there = new Set(kept.map((choice) => choice.querySelector('input').value));
  const offered = groups.flatMap(({ label, options }) => {
    const head = document.createElement('p');
    head.className = 'group-label';
    head.textContent = label;
    const choices = options.filter(({ value }) => !there.has(value)).map((option) => row(menu, option));
    return label && choices.length ? [head, ...choices] : choices;
  });
  rows.replaceChildren(...kept, ...offered);
  const found = groups.some(({ options }) => options.length);
  say(menu, found ? '' : menu.querySelector('[data-status]').dataset.nothing);
}

function say(menu, words) {
  const status = menu.querySelector('[data-status]');
  status.textContent = words;
  status.hidden = words === '';
}

const asked = new WeakMap();
let pause;

function look(field, wait) {
  const menu = field.closest('details');
  const value = field.value.trim();
  const status = menu.querySelector('[data-status]').dataset;
  clearTimeout(pause);
  if (value.length < Number(menu.dataset.min)) return say(menu, status.more);
  pause = setTimeout(async () => {
    const turn = (asked.get(menu) ?? 0) + 1;
    asked.set(menu, turn);
    say(menu, status.working);
    try {
      const groups = await ask(menu, value);
      // A later question overtakes an earlier answer.
      if (asked.get(menu) === turn) show(menu, groups);
    } catch (fault) {
      if (asked.get(menu) === turn) say(menu, fault.message);
    }
  }, wait);
  return undefined;
}

export function wire() {
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-suggest]')) look(event.target, PAUSE);
  });
  document.addEventListener('toggle', (event) => {
    const field = event.target.matches?.('details.external[open]') && event.target.querySelector('[data-suggest]');
    if (field) look(field, 0);
  }, true);
  document.addEventListener('keydown', (event) => {
    // Enter chooses the first answer rather than sending the form.
    if (event.key !== 'Enter' || !event.target.matches('[data-suggest]')) return;
    event.preventDefault();
    event.target.closest('details').querySelector('.choice input:not(:checked)')?.click();
  });
}
