/** @typedef {{ id?: number, method?: string, params?: any, result?: any, error?: { message: string } }} Message */

/**
 * The debugger of an Electron that was started with `--remote-debugging-pipe`: Chromium's DevTools
 * protocol over its file descriptors 3 and 4. It looks at any app from outside, a packaged one too,
 * and nothing has to be built into the app for it.
 */
export class DevtoolsPipe {
  /** @type {import('node:stream').Writable} */
  #commands;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  /** @type {Set<(event: Message) => void>} */
  #listeners = new Set();
  /** @type {Promise<string> | undefined} */
  #session;
  #lastId = 0;
  #text = '';

  /** @param {import('node:stream').Writable} commands @param {import('node:stream').Readable} answers */
  constructor(commands, answers) {
    this.#commands = commands;
    commands.on('error', () => {}); // it has ended, which its exit tells
    answers.setEncoding('utf8').on('data', (chunk) => this.#read(chunk));
  }

  /**
   * Evaluates an expression in the app's first page, as soon as that is there.
   * @param {string} expression its value is awaited
   * @returns {Promise<any>}
   */
  async evaluate(expression) {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.page('Runtime.evaluate', options);
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /**
   * Asks something else of the app's first page.
   * @param {string} method @param {object} params @returns {Promise<any>}
   */
  async page(method, params) {
    this.#session ??= this.#attach();
    return this.#send(method, params, await this.#session);
  }

  async #attach() {
    const targetId = await this.#page();
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true });
    return sessionId;
  }

  /**
   * The first page that has left the blank one behind: from then on it has a title, if only its address.
   * @returns {Promise<string>}
   */
  #page() {
    return new Promise((resolve, reject) => {
      const listen = (/** @type {Message} */ { method, params }) => {
        if (method !== 'Target.targetCreated' && method !== 'Target.targetInfoChanged') return;
        const { type, title, targetId } = params.targetInfo;
        if (type !== 'page' || title === '') return;
        this.#listeners.delete(listen);
        resolve(targetId);
      };
      this.#listeners.add(listen);
      this.#send('Target.setDiscoverTargets', { discover: true }).catch(reject);
    });
  }

  /** @param {string} method @param {object} params @param {string} [sessionId] @returns {Promise<any>} */
  #send(method, params, sessionId) {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** @param {string} chunk */
  #read(chunk) {
    const messages = (this.#text + chunk).split('\0');
    this.#text = messages.pop() ?? '';
    for (const message of messages) this.#take(JSON.parse(message));
  }

  /** @param {Message} message */
  #take(message) {
    const { id, result, error } = message;
    if (id === undefined) {
      for (const listen of this.#listeners) listen(message);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
