// Holds values against the types that Slack's own packages for JavaScript have for them: fields that a type does not know,
// fields that it wants, values of another kind. Each line of stdin is `{"type": name, "value": ..}`; each complaint is a line
// on stdout. Null is no complaint: Slack writes it where its types say a field may be left out.

const path = require('node:path');
const readline = require('node:readline');
const ts = require('typescript');

const modules = process.env.NODE_PATH;
const root = path.join(path.dirname(modules), 'values.ts');
const packages = ['@slack/web-api', '@slack/bolt', '@slack/types'];

function load() {
  const options = { strict: true, skipLibCheck: true, noEmit: true, esModuleInterop: true, types: [] };
  options.module = ts.ModuleKind.Node16;
  options.moduleResolution = ts.ModuleResolutionKind.Node16;
  options.target = ts.ScriptTarget.ES2022;
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === root || fileExists(name);
  const text = packages.map((from, place) => `export * as p${place} from '${from}';`).join('\n');
  host.getSourceFile = (name, ...rest) =>
    name === root ? ts.createSourceFile(name, text, options.target) : getSourceFile(name, ...rest);
  const program = ts.createProgram([root], options, host);
  const checker = program.getTypeChecker();
  const names = new Map();
  for (const space of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(root)))) {
    for (const symbol of checker.getExportsOfModule(checker.getAliasedSymbol(space))) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (!names.has(symbol.name)) names.set(symbol.name, checker.getDeclaredTypeOfSymbol(target));
    }
  }
  return { checker, names };
}

const { checker, names } = load();
const members = (type) => (type.isUnion() ? type.types : [type]);
const is = (type, flag) => (type.flags & flag) !== 0;

// The members of a union of which this object can be one, by their literal fields.
function candidates(type, value) {
  const objects = members(type).filter((member) => is(member, ts.TypeFlags.Object | ts.TypeFlags.Intersection));
  const fits = objects.filter((member) =>
    Object.entries(value).every(([name, inner]) => {
      const property = checker.getPropertyOfType(member, name);
      if (property === undefined || typeof inner !== 'string') return true;
      const allowed = members(checker.getTypeOfSymbol(property));
      return allowed.some((one) => !one.isStringLiteral() || one.value === inner);
    }),
  );
  return fits.length > 0 ? fits : objects;
}

function fieldType(type, name) {
  const property = checker.getPropertyOfType(type, name);
  return property === undefined ? checker.getIndexTypeOfType(type, ts.IndexKind.String) : checker.getTypeOfSymbol(property);
}

function walkOne(type, value, at, complain) {
  for (const [name, inner] of Object.entries(value)) {
    const known = fieldType(type, name);
    if (known === undefined && inner !== null) complain(`${at}.${name}`, 'is not known');
    else if (known !== undefined) walk(known, inner, `${at}.${name}`, complain);
  }
  for (const field of checker.getPropertiesOfType(type)) {
    const wanted = !(field.flags & ts.SymbolFlags.Optional) && !(field.name in value);
    if (wanted) complain(`${at}.${field.name}`, 'is missing');
  }
}

// Of the types that it can be of, the one that it fits best.
function walkObject(type, value, at, complain) {
  let best;
  for (const one of candidates(type, value)) {
    const complaints = [];
    walkOne(one, value, at, (...complaint) => complaints.push(complaint));
    if (best === undefined || complaints.length < best.length) best = complaints;
  }
  for (const complaint of best ?? [[at, 'is an object']]) complain(...complaint);
}

function walk(declared, value, at, complain) {
  const type = is(declared, ts.TypeFlags.TypeParameter) ? (declared.getDefault() ?? declared.getConstraint()) : declared;
  if (value === null || is(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return;
  if (Array.isArray(value)) {
    const lists = members(type).filter((member) => checker.isArrayType(member) || checker.isTupleType(member));
    if (lists.length === 0) return complain(at, 'is a list');
    for (const item of value) walk(checker.getIndexTypeOfType(lists[0], ts.IndexKind.Number), item, `${at}[]`, complain);
    return;
  }
  if (typeof value === 'object') return walkObject(type, value, at, complain);
  const flag = { string: ts.TypeFlags.StringLike, number: ts.TypeFlags.NumberLike, boolean: ts.TypeFlags.BooleanLike }[typeof value];
  const kinds = members(type).filter((member) => is(member, flag));
  if (kinds.length === 0) return complain(at, `is a ${typeof value}`);
  const literal = (member) => member.isStringLiteral() || member.isNumberLiteral();
  if (kinds.every((member) => literal(member) && member.value !== value)) complain(at, `is ${JSON.stringify(value)}`);
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { type, value } = JSON.parse(line);
  const known = names.get(type);
  if (known === undefined) console.log(`${type}: there is no such type`);
  else walk(known, value, '', (at, what) => console.log(`${type}${at} ${what}`));
});
