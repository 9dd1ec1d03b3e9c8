// Writing: sends on Enter, keeps drafts, completes commands, people and channels.

const drafts = new Map();
let known = { commands: [], people: [], channels: [] };

/** Takes the completions and puts drafts back after the page was drawn anew. */
export function decorate(root) {
  known = JSON.parse(root.dataset.complete);
  for (const field of document.querySelectorAll('[data-draft]')) {
    const draft = drafts.get(field.dataset.draft);
    if (draft && !field.value) field.value = draft;
    const list = listOf(field);
    field.ariaExpanded = String(!list.hidden);
    const chosen = !list.hidden && list.querySelector('[aria-selected=true]');
    if (chosen) field.setAttribute('aria-activedescendant', chosen.id);
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
  const options = offered(field);
  const current = options.findIndex((option) => option.ariaSelected === 'true');
  if (options.length > 0) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      event.preventDefault();
      const from = current < 0 && step < 0 ? 0 : current;
      return select(field, (from + step + options.length) % options.length);
    }
    // Tab takes the first when none is chosen; Enter only what was chosen, so that what is typed can be sent as it is.
    const chosen = options[key === 'Tab' ? Math.max(0, current) : current];
    if ((key === 'Tab' || key === 'Enter') && !event.shiftKey && chosen) {
      event.preventDefault();
      return chosen.accept();
    }
  }
  if (key === 'Escape' && !listOf(field).hidden) {
    event.preventDefault();
    return close(field.form);
  }
  if (key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    field.form.requestSubmit();
  }
  return undefined;
}

const listOf = (field) => field.form.querySelector('.completions');
const offered = (field) => (listOf(field).hidden ? [] : [...listOf(field).querySelectorAll('[role=option]:not([aria-disabled])')]);

/** What could stand where the caret is. `eager`: the first is chosen at once. */
function suggestions(field) {
  const before = field.value.slice(0, field.selectionStart);
  const typed = before.toLocaleLowerCase();
  // Commands do not work in threads.
  const commands = field.form.dataset.thread === undefined ? known.commands : [];
  if (/^\/\S*$/.test(before)) {
    const named = commands.filter(({ name }) => name.startsWith(typed) && name !== typed);
    if (named.length > 0) return { eager: true, items: named.map((command) => ({ ...command, insert: `${command.name} `, from: 0 })) };
  }
  const called = commands.find(({ name }) => typed === name || typed.startsWith(`${name} `));
  const [, mark, start] = /(?:^|\s)([@#])([^@#\n]{0,30})$/.exec(typed) ?? [];
  if (mark) {
    const from = before.length - start.length - 1;
    const named = (mark === '@' ? known.people : known.channels)
      .filter(({ name }) => name.toLocaleLowerCase().startsWith(start))
      .slice(0, 8)
      .map((item) => ({ ...item, name: mark + item.name, insert: `${mark}${item.name} `, from }));
    return { eager: true, items: named };
  }
  return { eager: false, items: called ? usage(called, before, typed) : [] };
}

/** How a command is used, and the words that may follow it, as far as its hint lists any. */
function usage(command, before, typed) {
  const [, word] = /^\S+\s+(\S*)$/.exec(typed) ?? [];
  const words = word === undefined ? [] : choices(command.hint).filter((choice) => choice.startsWith(word) && choice !== word);
  const rest = /^\S+\s+\S+\s/.test(typed);
  if (rest) return [];
  const from = before.length - (word ?? '').length;
  return [{ ...command, insert: null }, ...words.map((name) => ({ name, insert: `${name} `, from }))];
}

/** The words of a hint such as `[next | help]`; a hint without a choice has none. */
function choices(hint) {
  if (!hint?.includes('|')) return [];
  const parts = hint.split(/[|·,[\](){}<>]/u).map((part) => part.trim().toLocaleLowerCase());
  return [...new Set(parts.filter((part) => /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(part)))];
}

function complete(field) {
  const list = listOf(field);
  const { eager, items } = suggestions(field);
  list.replaceChildren(...items.map((item, index) => row(field, item, index)));
  list.hidden = items.length === 0;
  field.ariaExpanded = String(!list.hidden);
  field.removeAttribute('aria-activedescendant');
  if (eager && items.length > 0) select(field, 0);
}

function row(field, { name, hint, about, insert, from }, index) {
  const item = document.createElement('li');
  const part = (kind, text) => Object.assign(document.createElement(kind), { textContent: text ?? '' });
  item.append(part('strong', name), part('code', hint), part('small', about));
  item.id = `${field.getAttribute('aria-controls')}-${index}`;
  item.role = 'option';
  item.ariaSelected = 'false';
  // The command itself, once it stands there, is only explained.
  if (insert === null) {
    item.ariaDisabled = 'true';
    return item;
  }
  item.dataset.test = 'completion';
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

function select(field, chosen) {
  const options = offered(field);
  options.forEach((option, index) => (option.ariaSelected = String(index === chosen)));
  options[chosen].scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', options[chosen].id);
}

function close(form) {
  form.querySelector('.completions').hidden = true;
  const field = form.querySelector('textarea');
  field.ariaExpanded = 'false';
  field.removeAttribute('aria-activedescendant');
}
