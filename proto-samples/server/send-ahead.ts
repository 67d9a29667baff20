import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { type DeferredMessage, isDeferred } from './service-definition.ts';

/** How much of one call may be on its way to the socket: about a flow-control window. */
const MOST_BYTES = 256 * 1024;

/**
 * Lets a call hand several deferred messages to HTTP/2 before the first is written, so that many
 * small ones share a write. grpc-js by itself waits for each; a flood of small messages is then
 * bound by that. The wait, and so back-pressure, begins when MOST_BYTES are under way.
 */
export const sendAhead: ServerInterceptor = (_method, call) => new SendAheadCall(call);

class SendAheadCall extends ServerInterceptingCall {
  #underWay = 0;

  override sendMessage(message: object, written: () => void): void {
    if (!isDeferred(message)) {
      super.sendMessage(message, written);
      return;
    }
    const size = message.byteLength;
    const ahead = this.#underWay + size <= MOST_BYTES;
    this.#underWay += size;
    super.sendMessage(message satisfies DeferredMessage, () => {
      this.#underWay -= size;
      if (!ahead) written();
    });
    if (ahead) written();
  }
}
