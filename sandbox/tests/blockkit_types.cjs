#!/usr/bin/env node
// Puts the accepted cases of blockkit_corpus.json to Slack's own types (@slack/types, by way of the TypeScript compiler):
// what this sandbox takes must be written as Slack's types have it. A case of which they are known to think otherwise says
// why in "slack_types_differs"; a reason that no longer applies is a failure too. Exits 1 on any difference that is not
// explained. --list prints them as JSON. Needs typescript and @slack/types in SANDBOX_NODE_PATH or above.

'use strict';

const fs = require('node:fs');
const path = require('node:path');

const modules = process.env.SANDBOX_NODE_PATH ?? path.join(process.cwd(), 'node_modules');
const ts = require(path.join(modules, 'typescript'));
const corpus = JSON.parse(fs.readFileSync(path.join(__dirname, 'blockkit_corpus.json'), 'utf8'));

const FORMS = ['message', 'block', 'accessory', 'modal', 'input', 'home', 'view'];

/** Writes out {"$repeat": [text, n]} and {"$times": [value, n]} ("#" becomes the position). */
function expand(value) {
  if (value?.$repeat) return value.$repeat[0].repeat(value.$repeat[1]);
  if (value?.$times) {
    const item = JSON.stringify(expand(value.$times[0]));
    return Array.from({ length: value.$times[1] }, (_, at) => JSON.parse(item.replaceAll('#', at)));
  }
  if (Array.isArray(value)) return value.map(expand);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expand(inner)]));
  }
  return value;
}

const plain = (text) => ({ type: 'plain_text', text });
const modal = (blocks) => ({ type: 'modal', title: plain('T'), submit: plain('S'), blocks });

/** The case put where it belongs, with the type it should be of. */
function whole(given) {
  const form = FORMS.find((name) => name in given);
  const value = expand(given[form]);
  switch (form) {
    case 'message':
      return ['KnownBlock[]', value];
    case 'block':
      return ['KnownBlock[]', [value]];
    case 'accessory':
      return ['KnownBlock[]', [{ type: 'section', text: { type: 'mrkdwn', text: 'T' }, accessory: value }]];
    case 'modal':
      return ['Modal', modal(value)];
    case 'input':
      return ['Modal', modal([{ type: 'input', label: plain('L'), element: value }])];
    case 'home':
      return ['Home', { type: 'home', blocks: value }];
    default:
      return [value.type === 'home' ? 'Home' : 'Modal', value];
  }
}

const HEAD = `import type { HomeView, KnownBlock, ModalView } from '@slack/types';
type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };
type Home = Omit<HomeView, 'blocks'> & { blocks: KnownBlock[] };
`;

const accepted = corpus.filter((given) => !('faults' in given) && !('error' in given));
// One line a case, so that a line tells the case.
const lines = accepted.map((given, index) => {
  const [type, value] = whole(given);
  return `export const c${index}: ${type} = ${JSON.stringify(value)};`;
});
const file = path.join(modules, '..', 'blockkit_corpus.ts');
const source = HEAD + lines.join('\n');
const options = { strict: true, noEmit: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.Node10 };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.getSourceFile = (name, ...rest) =>
  name === file ? ts.createSourceFile(name, source, rest[0], true) : getSourceFile.call(host, name, ...rest);
host.fileExists = (name) => name === file || fileExists.call(host, name);

const program = ts.createProgram([file], options, host);
const begins = HEAD.split('\n').length - 1;
const refused = new Map();
for (const fault of ts.getPreEmitDiagnostics(program)) {
  const words = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
  if (fault.file?.fileName !== file) throw new Error(words);
  const { line } = fault.file.getLineAndCharacterOfPosition(fault.start);
  if (line < begins) throw new Error(words);
  refused.set(accepted[line - begins].name, words);
}

const unexplained = accepted.filter(({ name, slack_types_differs: why }) => refused.has(name) && !why);
const stale = accepted.filter(({ name, slack_types_differs: why }) => !refused.has(name) && why);
if (process.argv.includes('--list')) {
  console.log(JSON.stringify(Object.fromEntries(unexplained.map(({ name }) => [name, refused.get(name)])), null, 1));
  process.exit(0);
}
for (const { name } of unexplained) console.log(`${name}: @slack/types disagrees: ${refused.get(name)}`);
for (const { name } of stale) console.log(`${name}: @slack/types agrees by now, drop the reason`);
const explained = accepted.filter((given) => given.slack_types_differs).length;
const faults = unexplained.length + stale.length;
console.log(`${accepted.length} cases, ${explained} with a known difference, ${faults} faults`);
process.exit(faults ? 1 : 0);
