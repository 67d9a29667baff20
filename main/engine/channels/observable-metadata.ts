import type { OutgoingHttpHeaders } from 'node:http2';
import { Metadata } from '@grpc/grpc-js';
import type { Observer } from './stream-listener.ts';

const observed = Symbol('observed');

interface ObservedHeaders extends OutgoingHttpHeaders {
  [observed]?: Observer;
}

/**
 * The metadata of a call, whose observer is shown each HTTP/2 stream that grpc-js opens for it: one, or one for each
 * attempt. It must change nothing but what is read of the body. grpc-js makes the headers of a request from a copy of
 * the call's metadata; they carry the observer where HTTP/2 does not look.
 */
export class ObservableMetadata extends Metadata {
  observer: Observer | undefined;

  override clone(): ObservableMetadata {
    const copy = new ObservableMetadata(this.getOptions());
    copy.merge(this);
    copy.observer = this.observer;
    return copy;
  }

  override toHttp2Headers(): ObservedHeaders {
    const headers: ObservedHeaders = super.toHttp2Headers();
    if (this.observer !== undefined) headers[observed] = this.observer;
    return headers;
  }
}

/** Who observes the request with these headers. */
export function observerOf(headers: ObservedHeaders | undefined): Observer | undefined {
  return headers?.[observed];
}
