import type { Json } from '#app/contract/calls.ts';

/** A detail of `google.rpc.Status` in words. */
export interface ReadableDetail {
  /** `BadRequest` of `type.googleapis.com/google.rpc.BadRequest`; of other types the whole name. */
  readonly title: string;
  readonly lines: readonly string[];
}

const standard = 'google.rpc.';

/**
 * Puts the well-known details (google/rpc/error_details.proto) in words, and others as JSON. What came as
 * bytes alone is base64, with why.
 */
export function readableDetail(detail: Json): ReadableDetail {
  const url = textOf(fieldOf(detail, '@type'));
  const name = url.slice(url.lastIndexOf('/') + 1);
  const bytes = bytesOf(detail, name);
  if (bytes !== undefined) return { title: name, lines: [`${bytes} (base64)`, whyBytes(name)] };
  const isStandard = name.startsWith(standard);
  const title = isStandard ? name.slice(standard.length) : name;
  const words = isStandard ? linesOf(title, detail).filter((line) => line !== '') : [];
  return {
    title: title === '' ? 'Detail' : title,
    lines: words.length > 0 ? words : JSON.stringify(withoutType(detail), null, 2).split('\n'),
  };
}

/** The value of a detail that has nothing else: its bytes, unless its type has a value in JSON. */
function bytesOf(detail: Json, name: string): string | undefined {
  const rest = withoutType(detail);
  if (rest === null || typeof rest !== 'object' || isList(rest)) return undefined;
  const { value, ...others } = rest;
  if (typeof value !== 'string' || Object.keys(others).length > 0) return undefined;
  if (name === '' || name.startsWith('google.protobuf.')) return undefined;
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? value : undefined;
}

function whyBytes(name: string): string {
  // Every schema has the standard ones.
  return name.startsWith(standard)
    ? `These bytes do not decode as ${name}: the timeline warns, and says where`
    : `The schema has no ${name}, or these bytes do not decode as it: then the timeline warns`;
}

function withoutType(detail: Json): Json {
  if (detail === null || typeof detail !== 'object' || isList(detail)) return detail;
  const { '@type': _type, ...rest } = detail;
  return rest;
}

function linesOf(title: string, detail: Json): readonly string[] {
  switch (title) {
    case 'BadRequest':
      return listOf(detail, 'fieldViolations').map((one) => pair(one, 'field', 'description'));
    case 'QuotaFailure':
      return listOf(detail, 'violations').map((one) => pair(one, 'subject', 'description'));
    case 'PreconditionFailure':
      return listOf(detail, 'violations').map(
        (one) => `${textOf(fieldOf(one, 'type'))} ${pair(one, 'subject', 'description')}`,
      );
    case 'Help':
      return listOf(detail, 'links').map((one) => pair(one, 'description', 'url'));
    case 'ErrorInfo':
      return [pair(detail, 'reason', 'domain')];
    case 'RetryInfo':
      return [`Try again after ${textOf(fieldOf(detail, 'retryDelay'))}`];
    case 'LocalizedMessage':
      return [textOf(fieldOf(detail, 'message'))];
    case 'ResourceInfo':
      return [pair(detail, 'resourceName', 'description')];
    case 'RequestInfo':
      return [`Request ${textOf(fieldOf(detail, 'requestId'))}`];
    case 'DebugInfo':
      return [textOf(fieldOf(detail, 'detail'))];
    default:
      return [];
  }
}

function pair(json: Json, first: string, second: string): string {
  return [textOf(fieldOf(json, first)), textOf(fieldOf(json, second))]
    .filter((text) => text !== '')
    .join(': ');
}

function listOf(json: Json, name: string): readonly Json[] {
  const value = fieldOf(json, name);
  return isList(value) ? value : [];
}

function fieldOf(json: Json, name: string): Json {
  if (json === null || typeof json !== 'object' || isList(json)) return null;
  return json[name] ?? null;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function textOf(json: Json): string {
  return typeof json === 'string' ? json : json === null ? '' : JSON.stringify(json);
}
