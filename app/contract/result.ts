/** A failure told to a person: what happened, where, and what to try. It crosses processes as data. */
export interface AppError {
  /** Stable word for code that must tell failures apart, in kebab-case: `schema-invalid`, `unreachable`, … */
  readonly code: ErrorCode;
  /** One sentence: what happened, with the place in it (`file:line:column`, `$.path`, `host:port`). */
  readonly message: string;
  /** What to try next, as a sentence. */
  readonly hint?: string;
  /** The gRPC status code, when `code` is `status`; of what is unreachable where it is not UNAVAILABLE. */
  readonly status?: number;
  /** What of the hint Duplex can do by itself. */
  readonly advice?: Advice;
}

/**
 * To switch TLS, which is to write the other scheme: the server may speak that one. Or to look at the proxy, where
 * it is named.
 */
export type Advice = 'tls-on' | 'tls-off' | 'proxy';

/** What kind of failure it is: faces and programs decide by it, never by the words. */
export type ErrorCode =
  /** The address, flag, deadline or metadata a person typed cannot be understood. */
  | 'usage'
  /** No HTTP/2 connection could be established: name, TCP, TLS, or not HTTP/2. */
  | 'unreachable'
  /** The server answers, but has no reflection service. */
  | 'no-reflection'
  /** Reflection or files gave no usable schema. */
  | 'schema-invalid'
  /** The schema has no such service, method or type. */
  | 'unknown-symbol'
  /** The message is not JSON, or not of its type. */
  | 'message-invalid'
  /** The call is over, or never was. */
  | 'no-such-call'
  /** The text of a large message is no longer held: it can be opened again. */
  | 'no-such-text'
  /** The call ended with a status other than OK while Duplex did something of its own (reflection). */
  | 'status'
  /** Something is there already that was not to be replaced. */
  | 'exists'
  /** Whoever asked has given it up. */
  | 'cancelled'
  /** A fault of Duplex itself. */
  | 'internal';

/** What every command answers: a value, or a failure as data. Nothing is thrown across processes. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: AppError): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error };
}

/** Carries an {@link AppError} through code that throws; the border turns it back into data. */
export class Failure extends Error {
  readonly error: AppError;

  constructor(
    code: ErrorCode,
    message: string,
    hint?: string,
    more?: Pick<AppError, 'status' | 'advice'>,
  ) {
    super(message);
    this.name = 'Failure';
    this.error = { code, message, ...(hint !== undefined && { hint }), ...more };
  }

  /** The failure that crossed as data. */
  static of({ code, message, hint, ...more }: AppError): Failure {
    return new Failure(code, message, hint, more);
  }
}

/** The {@link AppError} that a check ends with, if it does; whatever else is thrown is thrown on. */
export function failureOf(check: () => unknown): AppError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.error;
    throw error;
  }
}
