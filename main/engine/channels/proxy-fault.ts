/** Why a proxy did not connect to the target: a sentence, what to try, and a code for programs. */
export class ProxyFault extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
