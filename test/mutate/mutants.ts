import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** One small fault that could be in a file: what stands from `start` to `end` is replaced. */
export type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The expression that has to be reached for the fault to matter. */
  readonly around: readonly [start: number, end: number];
  readonly before: string;
  readonly after: string;
};

const swapped: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
]);

const isCall = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) || (ts.isAwaitExpression(node) && isCall(node.expression));

/** The expression a fault at a node is part of. */
const around = (node: ts.Node, part: ts.Node): ts.Node => {
  if (ts.isBinaryExpression(node)) return node;
  return ts.isExpressionStatement(node) ? node.expression : part;
};

/** What may be wrong at a node: the part that is replaced, and by what. Numbers and log lines are left as they are. */
const faultAt = (node: ts.Node, source: ts.SourceFile): [ts.Node, string] | undefined => {
  if (ts.isBinaryExpression(node)) {
    const other = swapped.get(node.operatorToken.kind);
    const joinsText = [node.left, node.right].some(ts.isStringLiteralLike);
    return other === undefined || joinsText ? undefined : [node.operatorToken, other];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent)) return [node, 'false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(node.parent)) return [node, 'true'];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node, node.operand.getText(source)];
  if (ts.isConditionalExpression(node) && !ts.isBinaryExpression(node.condition))
    return [node.condition, `!(${node.condition.getText(source)})`];
  if (ts.isIfStatement(node) && !ts.isBinaryExpression(node.expression))
    return [node.expression, `!(${node.expression.getText(source)})`];
  if (ts.isExpressionStatement(node) && isCall(node.expression) && !/\blog\./.test(node.getText(source)))
    return [node, ';'];
  return undefined;
};

/** Every small fault that could be in a file. */
export const mutantsOf = (file: string): Mutant[] => {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const fault = faultAt(node, source);
    if (fault !== undefined) {
      const [part, after] = fault;
      const [start, end] = [part.getStart(source), part.getEnd()];
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      const whole = around(node, part);
      found.push({
        file,
        line,
        start,
        end,
        around: [whole.getStart(source), whole.getEnd()],
        before: text.slice(start, end),
        after,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** The same choice of mutants every time; a change of one file leaves those of the others in it. */
export const sampleOf = (mutants: readonly Mutant[], count: number): Mutant[] => {
  const seen = new Map<string, number>();
  const ranked = mutants.map((mutant) => {
    const words = `${mutant.file} ${mutant.before} ${mutant.after}`;
    const time = seen.get(words) ?? 0;
    seen.set(words, time + 1);
    return { mutant, rank: createHash('sha256').update(`${words} ${time}`).digest('hex') };
  });
  return ranked
    .sort((left, right) => (left.rank < right.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
};

/** A file as it is with the fault in it. */
export const withFault = (mutant: Mutant, text: string): string =>
  text.slice(0, mutant.start) + mutant.after + text.slice(mutant.end);

/** A file that tells which of its places were reached: `__reached` is called with the number of each. */
export const withMarks = (text: string, mutants: ReadonlyMap<number, Mutant>): string => {
  const inserted: { at: number; order: number; words: string }[] = [];
  let order = 0;
  // Outer places come before inner ones: they open first and close last.
  for (const [number, { around }] of mutants) {
    order += 1;
    inserted.push({ at: around[0], order, words: `(globalThis.__reached(${number}), ` });
    inserted.push({ at: around[1], order: -order, words: ')' });
  }
  inserted.sort((left, right) => left.at - right.at || left.order - right.order);
  let marked = '';
  let from = 0;
  for (const { at, words } of inserted) {
    marked += text.slice(from, at) + words;
    from = at;
  }
  return marked + text.slice(from);
};
