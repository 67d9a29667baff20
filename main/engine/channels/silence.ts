import type { Advice, AppError } from '#app/contract/result.ts';
import type { TlsFacts } from '#app/contract/target.ts';
import { counted } from '#app/core/counted.ts';
import { proxyPlace } from '#app/core/proxy.ts';
import { targetPlace } from '#app/core/target.ts';
import type { Route } from './connector.ts';
import { toOtherScheme } from './other-scheme.ts';

/** The steps of a connection, in their order; each may wait for somebody who says nothing. */
export type WaitingStep = 'name' | 'connect' | 'proxy' | 'tls' | 'http2';

/** Where a connection is on its way, and what is known of it. */
export interface Waiting {
  readonly step: WaitingStep;
  /** What TLS came to, where it is done. */
  readonly tls?: TlsFacts | false | undefined;
  /** Of HTTP/2, so many bytes that it cannot be read from. */
  readonly came?: number;
}

/** What a socket is connected to, as sentences name it: `the proxy host:port` where there is one. */
export function dialledPlace({ target, proxy }: Route): string {
  return proxy === undefined ? targetPlace(target) : `the proxy ${proxyPlace(proxy)}`;
}

/** Why nothing came of a step: nobody answered, or nobody that could be understood, for so long, `10 s`. */
export function silence(waiting: Waiting, route: Route, time: string): AppError {
  const [message, hint, advice] = sentencesOf(waiting, route, time);
  return { code: 'unreachable', message, hint, ...(advice && { advice }) };
}

type Sentences = readonly [message: string, hint: string, advice?: Advice];

function sentencesOf({ step, tls, came = 0 }: Waiting, route: Route, time: string): Sentences {
  const { target, proxy } = route;
  const place = targetPlace(target);
  switch (step) {
    case 'name':
      return [
        `Looking up the name ${proxy === undefined ? target.host : `${proxy.host}, which is the proxy`} took over ${time}`,
        'Check the network and its name server',
      ];
    case 'connect':
      return target.kind === 'unix'
        ? [
            `The socket ${target.host} did not answer within ${time}`,
            'Check that the server is running and not stuck',
          ]
        : [
            `There was no answer from ${dialledPlace(route)} within ${time}`,
            'Check the address and the network; a firewall between may drop what is sent to this port',
          ];
    case 'proxy':
      return [
        `The proxy ${proxy === undefined ? '' : proxyPlace(proxy)} gave no answer within ${time}`,
        'Check its port, and whether it is an http://, https:// or socks5:// proxy',
      ];
    case 'tls':
      return [
        `${place} did not finish the TLS handshake within ${time}`,
        `If the server speaks plaintext, ${toOtherScheme(route)}`,
        'tls-off',
      ];
    case 'http2':
      return came === 0
        ? silentHttp2(place, time, route, tls)
        : [
            `${place} accepted the connection and sent ${counted(came, 'byte')} in ${time}: they are not HTTP/2, or not all of it`,
            'Check the port: a gRPC server has to listen there, and not be stuck',
          ];
  }
}

function silentHttp2(place: string, time: string, route: Route, tls: Waiting['tls']): Sentences {
  if (!route.target.tls)
    return [
      `${place} accepted the connection and then said nothing for ${time}`,
      `If the server speaks TLS, ${toOtherScheme(route)}; else check that it is a gRPC server`,
      'tls-on',
    ];
  if (tls && tls.alpn !== 'h2')
    return [
      `${place} agreed on no protocol in TLS (ALPN) and then said nothing for ${time}`,
      'It may not speak HTTP/2, which gRPC needs: check the port, and have the server offer h2',
    ];
  return [
    `${place} accepted the connection and then said nothing for ${time}`,
    'Check that it is a gRPC server, and not stuck',
  ];
}
