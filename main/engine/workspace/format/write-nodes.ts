import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isTyped, variableValue } from './variable-value.ts';
import type { Wanted, WantedList, WantedMap, WantedVariable } from './wanted.ts';
import { isNull, reading, type YamlText } from './yaml-text.ts';

/** Not printable in YAML, or read as something else: a text with it is written with escapes. */
const escaped = /[\p{Cs}\ufeff\ufffe\uffff]/u;

/** Whether a node, undefined where there is none, says what is wanted already. */
export function says(file: YamlText, node: unknown, wanted: Wanted | undefined): boolean {
  const found = file.resolved(node);
  if (wanted === undefined) return saysNothing(found);
  if (typeof wanted === 'string')
    return found === undefined ? wanted === '' : scalarText(found) === wanted;
  if ('flag' in wanted) return (scalarText(found) === 'true') === wanted.flag;
  if ('type' in wanted) return found !== undefined && saysVariable(file, found, wanted);
  if ('items' in wanted) return saysList(file, found, wanted);
  return saysMap(file, found, wanted);
}

/** A node that says what is wanted, made of the one that is there as far as it can be. */
function rewritten(file: YamlText, node: unknown, wanted: Wanted, block = false): Node {
  if (says(file, node, wanted) && isNode(node)) return node;
  if (typeof wanted === 'string') return withComments(node, textNode(wanted, node, block));
  if ('flag' in wanted) return withComments(node, new Scalar(String(wanted.flag)));
  if ('type' in wanted) return withComments(node, variableNode(wanted, node));
  if ('items' in wanted) return list(file, node, wanted);
  return wanted.closed ? closedMap(file, node, wanted) : map(file, node, wanted);
}

/** The values of a map by their keys. */
export function valuesOf(file: YamlText, map: YAMLMap): ReadonlyMap<string, unknown> {
  return new Map(map.items.map(({ key, value }) => [file.key(key), value]));
}

function saysList(file: YamlText, node: unknown, { items, present }: WantedList): boolean {
  if (!isSeq(node)) return !present && saysNothing(node) && items.length === 0;
  return (
    node.items.length === items.length &&
    items.every((item, index) => says(file, node.items[index], item))
  );
}

function saysMap(file: YamlText, node: unknown, wanted: WantedMap): boolean {
  const { entries, closed, present } = wanted;
  if (!isMap(node))
    return !present && saysNothing(node) && entries.every(([, value]) => value === undefined);
  const values = valuesOf(file, node);
  if (!entries.every(([key, value]) => says(file, values.get(key), value))) return false;
  if (!closed) return true;
  return (
    entries.length === values.size &&
    [...values.keys()].every((key, at) => key === entries[at]?.[0])
  );
}

/** Nothing is there, or an empty text. */
function saysNothing(node: unknown): boolean {
  return node === undefined || scalarText(node) === '';
}

/** Undefined for what is no scalar. */
function scalarText(node: unknown): string | undefined {
  if (isNull(node)) return '';
  return isScalar(node) ? String(node.value) : undefined;
}

function saysVariable(file: YamlText, node: unknown, wanted: WantedVariable): boolean {
  const { value, type } = variableValue(file, node);
  if (type !== wanted.type) return false;
  return value === wanted.value || (type === 'json' && value === withoutSpace(wanted.value));
}

/** JSON as it is read of a file, which has no say in how it is spaced. */
function withoutSpace(json: string): string {
  if (jsonValue(json) === undefined) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (part) =>
    part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : '',
  );
}

function textNode(text: string, before: unknown, block: boolean): Scalar {
  const scalar = new Scalar(text);
  const style = isScalar(before) ? before.type : undefined;
  if (escaped.test(text) || !/[^ \t\n]/.test(text)) scalar.type = 'QUOTE_DOUBLE';
  else if (block || text.includes('\n')) scalar.type = 'BLOCK_LITERAL';
  else if (isTyped(text)) scalar.type = style === 'QUOTE_SINGLE' ? style : 'QUOTE_DOUBLE';
  else if (style === 'QUOTE_SINGLE' || style === 'QUOTE_DOUBLE') scalar.type = style;
  return scalar;
}

/** JSON is flow YAML: it stands in a file as it is, but for a text, which would stay one. */
function variableNode({ value, type }: WantedVariable, before: unknown): Node {
  if (type === 'text') return textNode(value, before, false);
  const parsed = jsonValue(value);
  if (parsed === undefined) return textNode(value, before, false);
  if (typeof parsed === 'string') return textNode(parsed, before, false);
  return parseDocument<Node>(value.trim(), reading).contents ?? new Scalar(value);
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands at both ends stays as it is: only what is between is written anew. */
function list(file: YamlText, node: unknown, wanted: WantedList): Node {
  const before: readonly unknown[] = isSeq(node) ? node.items : [];
  const { items, blocks = false } = wanted;
  const shortest = Math.min(before.length, items.length);
  let first = 0;
  while (first < shortest && says(file, before[first], items[first])) first += 1;
  let last = 0;
  while (
    last < shortest - first &&
    says(file, before[before.length - 1 - last], items[items.length - 1 - last])
  )
    last += 1;
  const between = items.slice(first, items.length - last).map((item, index) => {
    const at = first + index;
    return rewritten(file, at < before.length - last ? before[at] : undefined, item, blocks);
  });
  const seq = isSeq(node) ? node : new YAMLSeq();
  seq.items = [...before.slice(0, first), ...between, ...before.slice(before.length - last)];
  if (items.length > 0 && (blocks || before.length === 0)) seq.flow = false;
  return seq;
}

/** Has a map say what is wanted; new keys stand behind the last of those that come before them. */
export function map(
  file: YamlText,
  node: unknown,
  wanted: WantedMap,
  order = wanted.entries.map(([key]) => key),
): YAMLMap {
  const map = isMap(node) ? node : new YAMLMap();
  if (!isMap(node)) map.flow = wanted.flow === true;
  const { entries } = wanted;
  const pairs = map.items.map((pair) => ({ key: file.key(pair.key), pair }));
  for (const [key, value] of entries) {
    const at = pairs.findIndex((one) => one.key === key);
    const pair = pairs[at]?.pair;
    if (says(file, pair?.value ?? undefined, value)) continue;
    const node = value === undefined ? undefined : rewritten(file, pair?.value, value);
    if (node === undefined || isLeftOut(node, value)) pairs.splice(at, 1);
    else if (pair !== undefined) pair.value = node;
    else {
      const earlier = new Set(order.slice(0, order.indexOf(key)));
      const behind = pairs.findLastIndex((one) => earlier.has(one.key));
      pairs.splice(behind + 1, 0, { key, pair: new Pair(textNode(key, undefined, false), node) });
    }
  }
  map.items = pairs.map(({ pair }) => pair);
  return map;
}

/** Variables: exactly these, in this order. */
function closedMap(file: YamlText, node: unknown, { entries }: WantedMap): YAMLMap {
  const map = isMap(node) ? node : new YAMLMap();
  const there = new Map(map.items.map((pair) => [file.key(pair.key), pair]));
  map.items = entries.flatMap(([key, value]) => {
    if (value === undefined) return [];
    const pair = there.get(key) ?? new Pair<unknown, unknown>(textNode(key, undefined, false));
    pair.value = rewritten(file, pair.value ?? undefined, value);
    return [pair];
  });
  return map;
}

function isLeftOut(node: Node, wanted: Wanted | undefined): boolean {
  if (typeof wanted !== 'object') return false;
  if ('flag' in wanted) return !wanted.flag;
  const isEmpty = (isMap(node) || isSeq(node)) && node.items.length === 0;
  return isEmpty && 'present' in wanted ? !wanted.present : isEmpty;
}

function withComments<New extends Node>(before: unknown, node: New): New {
  if (!isNode(before)) return node;
  if (before.comment) node.comment = before.comment;
  if (before.commentBefore) node.commentBefore = before.commentBefore;
  if (before.spaceBefore) node.spaceBefore = before.spaceBefore;
  return node;
}
