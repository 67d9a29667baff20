import type { Json } from '#app/contract/calls.ts';

/** A detail of `google.rpc.Status` in words. */
export interface ReadableDetail {
  /** `BadRequest` of `type.googleapis.com/google.rpc.BadRequest`. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** Puts the well-known details (google/rpc/error_details.proto) in words; of others only the title. */
export function readableDetail(detail: Json): ReadableDetail {
  const type = textOf(fieldOf(detail, '@type'));
  const title = type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1);
  return { title: title === '' ? 'Detail' : title, lines: linesOf(title, detail) };
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
