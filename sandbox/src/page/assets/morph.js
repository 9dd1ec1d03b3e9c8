// Turns one tree into another in place, so that focus, caret, scroll positions and what is half typed stay.
// Siblings are matched by key (`data-key`, `id`, an option's value), the rest by kind and order.

/** Attributes that belong to the person looking, not to the server. */
const LOCAL = new Set(['open', 'data-up', 'data-far']);

const key = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  return node.dataset.key || node.id || (node.nodeName === 'OPTION' ? `option:${node.value}` : null);
};

const alike = (a, b) =>
  a.nodeType === b.nodeType &&
  a.nodeName === b.nodeName &&
  a.type === b.type &&
  (key(a) !== null || a.classList?.[0] === b.classList?.[0]);

/** Makes `old` like `next`. Parts of `next` are used up. */
export function morph(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.hasAttribute('data-keep') && next.hasAttribute('data-keep')) return;
  attributes(old, next);
  if (old.nodeName === 'TEXTAREA') {
    if (old.defaultValue !== next.defaultValue) old.value = old.defaultValue = next.defaultValue;
  } else {
    children(old, next);
  }
}

function attributes(old, next) {
  for (const { name, value } of [...next.attributes]) {
    if (LOCAL.has(name) || old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    // Only a new default overrules what somebody has entered.
    if (name === 'value' && 'value' in old) old.value = value;
    if (name === 'checked') old.checked = true;
    if (name === 'selected') old.selected = true;
  }
  for (const { name } of [...old.attributes]) {
    if (LOCAL.has(name) || next.hasAttribute(name)) continue;
    old.removeAttribute(name);
    if (name === 'value' && 'value' in old) old.value = '';
    if (name === 'checked') old.checked = false;
    if (name === 'selected') old.selected = false;
  }
}

function children(old, next) {
  const wanted = new Set([...next.children].map(key));
  const keyed = new Map();
  for (const child of [...old.children]) {
    const name = key(child);
    if (name === null) continue;
    if (wanted.has(name)) keyed.set(name, child);
    else child.remove();
  }
  let cursor = old.firstChild;
  for (const child of [...next.childNodes]) {
    const match = partner(child, keyed, cursor);
    if (!match) {
      old.insertBefore(child, cursor);
      continue;
    }
    cursor = dropUnkeyed(cursor, match);
    if (match === cursor) cursor = match.nextSibling;
    else old.insertBefore(match, cursor);
    morph(match, child);
  }
  while (cursor) {
    const after = cursor.nextSibling;
    cursor.remove();
    cursor = after;
  }
}

function partner(child, keyed, cursor) {
  const name = key(child);
  if (name !== null) {
    const match = keyed.get(name);
    keyed.delete(name);
    return match && alike(match, child) ? match : null;
  }
  for (let node = cursor; node; node = node.nextSibling) {
    if (key(node) === null && alike(node, child)) return node;
  }
  return null;
}

/** Removes what stands in the way of `match`: moving the match itself would cost it its focus. */
function dropUnkeyed(cursor, match) {
  while (cursor && cursor !== match && key(cursor) === null) {
    const after = cursor.nextSibling;
    cursor.remove();
    cursor = after;
  }
  return cursor;
}
