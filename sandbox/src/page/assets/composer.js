// Writing: sends on Enter, keeps drafts, completes commands, people and channels.

const drafts = new Map();
let known = { commands: [], people: [], channels: [] };

/** Takes the completions and puts drafts back after the page was drawn anew. */
export function decorate(root) {
  known = JSON.parse(root.dataset.complete);
  for (const field of document.querySelectorAll('[data-draft]')) {
    const draft = drafts.get(field.dataset.draft);
    if (draft && !field.value) field.value = draft;
  }
}

/** Wires all composers; `send(form, text)` resolves to true once the text has arrived. */
export function wire(send) {
  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('form.composer');
    if (!form) return;
    event.preventDefault();
    const field = form.querySelector('textarea');
    const written = field.value;
    if (!written.trim()) return;
    close(form);
    field.value = '';
    drafts.delete(field.dataset.draft);
    const arrived = await send(form, written.trim());
    // Nothing typed may be lost: what could not be sent comes back, unless something new stands there.
    if (!arrived && !field.value) field.value = written;
  });
  document.addEventListener('input', (event) => {
    if (!event.target.matches('[data-draft]')) return;
    drafts.set(event.target.dataset.draft, event.target.value);
    complete(event.target);
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.matches('[data-draft]') && !event.isComposing) keys(event);
  });
  document.addEventListener('focusout', (event) => {
    if (event.target.matches('[data-draft]')) close(event.target.form);
  });
}

/** A message as it goes over the wire: escaped, with people and channels by id. */
export function wireText(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return named(escaped);
}

/** A command's text, with people by the short name that the workspace knows them by. */
export function commandText(text) {
  return byLength(known.people).reduce((out, { handle, name }) => swap(out, `@${name}`, `@${handle}`), text);
}

const byLength = (items) => items.toSorted((a, b) => b.name.length - a.name.length);

function named(text) {
  const withPeople = byLength(known.people).reduce((out, { id, name }) => swap(out, `@${name}`, `<@${id}>`), text);
  return byLength(known.channels).reduce((out, { id, name }) => swap(out, `#${name}`, `<#${id}|${name}>`), withPeople);
}

/** Replaces a name that is not part of a longer word. */
function swap(text, name, mention) {
  const [first, ...others] = text.split(name);
  return others.reduce((out, part) => {
    const word = /[\p{L}\p{N}]$/u.test(out) || /^[\p{L}\p{N}]/u.test(part);
    return out + (word ? name : mention) + part;
  }, first);
}

function keys(event) {
  const { target: field, key } = event;
  const list = field.form.querySelector('.completions');
  const options = [...list.querySelectorAll('[role=option]')];
  const current = options.findIndex((option) => option.ariaSelected === 'true');
  if (!list.hidden && options.length > 0) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      event.preventDefault();
      return select(field, options, (current + step + options.length) % options.length);
    }
    if ((key === 'Tab' || key === 'Enter') && !event.shiftKey && current >= 0) {
      event.preventDefault();
      return options[current].accept();
    }
    if (key === 'Escape') {
      event.preventDefault();
      return close(field.form);
    }
  }
  if (key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    field.form.requestSubmit();
  }
  return undefined;
}

/** What could stand where the caret is. */
function suggestions(field) {
  const before = field.value.slice(0, field.selectionStart);
  const typed = before.toLocaleLowerCase();
  if (/^\/\S*$/.test(before)) {
    return known.commands
      .filter(({ name }) => name.startsWith(typed) && name !== typed)
      .map((command) => ({ ...command, insert: `${command.name} `, from: 0 }));
  }
  const hinted = known.commands.find(({ name }) => typed === name || typed === `${name} `);
  if (hinted) return [{ ...hinted, insert: null }];
  const [, mark, start] = /(?:^|\s)([@#])([^@#\n]{0,30})$/.exec(typed) ?? [];
  if (!mark) return [];
  const from = before.length - start.length - 1;
  return (mark === '@' ? known.people : known.channels)
    .filter(({ name }) => name.toLocaleLowerCase().startsWith(start))
    .slice(0, 8)
    .map((item) => ({ ...item, name: mark + item.name, insert: `${mark}${item.name} `, from }));
}

function complete(field) {
  const list = field.form.querySelector('.completions');
  const items = suggestions(field);
  list.replaceChildren(...items.map((item, index) => row(field, item, index)));
  list.hidden = items.length === 0;
  const options = [...list.querySelectorAll('[role=option]')];
  if (options.length > 0) select(field, options, 0);
  else field.removeAttribute('aria-activedescendant');
}

function row(field, { name, hint, about, insert, from }, index) {
  const item = document.createElement('li');
  const part = (kind, text) => Object.assign(document.createElement(kind), { textContent: text ?? '' });
  item.append(part('strong', name), part('code', hint), part('small', about));
  if (insert === null) return item;
  item.id = `completion-${index}`;
  item.role = 'option';
  item.accept = () => {
    field.setRangeText(insert, from, field.selectionStart, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  item.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    item.accept();
  });
  return item;
}

function select(field, options, chosen) {
  options.forEach((option, index) => (option.ariaSelected = String(index === chosen)));
  options[chosen].scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', options[chosen].id);
}

function close(form) {
  form.querySelector('.completions').hidden = true;
}
