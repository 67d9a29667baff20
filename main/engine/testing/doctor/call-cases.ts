import {
  type SampleServerOptions,
  startSampleServer,
} from '#samples/server/start-sample-server.ts';
import { answerWith, type RawAnswer, startRawServer } from '../raw-server.ts';
import { type DoctorCase, type Patient, plaintext } from './doctor-case.ts';

async function raw(answer: RawAnswer): Promise<Patient> {
  const { address, close } = await startRawServer(answer);
  return { settings: { address: `grpc://${address}` }, place: address, close };
}

async function sample(options: SampleServerOptions): Promise<Patient> {
  const { address, port, close } = await startSampleServer(options);
  return { settings: { address }, place: `127.0.0.1:${port}`, close };
}

/** A gRPC answer without a message. */
function ending(code: number, message: string): RawAnswer {
  return (stream) =>
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': String(code),
        'grpc-message': message,
      },
      { endStream: true },
    );
}

function web(status: number, body: string): RawAnswer {
  return (stream) => {
    stream.respond({ ':status': status, 'content-type': 'text/html', server: 'nginx' });
    stream.end(body);
  };
}

/** Reflection and a call, where an HTTP/2 connection stands. */
export const callCases: readonly DoctorCase[] = [
  {
    name: 'no reflection',
    step: 'reflection',
    state: 'warning',
    cause: 'PLACE has no reflection service',
    hint: 'Add the .proto files that define its services: Add schema',
    start: () => sample({ reflection: 'none' }),
  },
  {
    name: 'reflection that wants metadata',
    step: 'reflection',
    state: 'warning',
    cause: 'The reflection of PLACE ended with UNAUTHENTICATED 16: who are you?',
    hint: /such as authorization/,
    start: () => raw(ending(16, 'who are you?')),
  },
  {
    name: 'a call that wants metadata',
    step: 'call',
    state: 'warning',
    cause: 'PLACE answered the health check with PERMISSION_DENIED 7: not you',
    hint: /such as authorization/,
    start: () => raw(ending(7, 'not you')),
  },
  {
    name: 'a proxy that does not reach the server (gRPC)',
    step: 'call',
    state: 'failed',
    cause: 'PLACE ended the call with UNAVAILABLE 14: no healthy upstream',
    start: () => raw(ending(14, 'no healthy upstream')),
  },
  {
    name: 'a proxy that does not reach the server (HTML)',
    step: 'call',
    state: 'failed',
    cause: 'PLACE answered HTTP 502 (Bad Gateway) from nginx with text/html, not gRPC: “502”',
    hint: 'A proxy may have answered for a server that it did not reach: check the server behind it',
    start: () => raw(web(502, '<html><h1>502</h1></html>')),
  },
  {
    name: 'a web server that speaks HTTP/2',
    step: 'call',
    state: 'failed',
    cause: 'PLACE answered HTTP 404 (Not Found) from nginx with text/html, not gRPC: “Nothing”',
    hint: 'Check the port and the path',
    start: () => raw(web(404, '<p>Nothing</p>')),
  },
  {
    name: 'a proxy that strips trailers',
    step: 'call',
    state: 'failed',
    cause: 'PLACE ended the stream after 1 message with no trailers',
    hint: /trailers/,
    start: () => raw((stream) => answerWith(stream, Buffer.from([0, 0, 0, 0, 0]), {})),
  },
  {
    name: 'a server that resets the stream',
    step: 'call',
    state: 'failed',
    cause: /^The stream with PLACE was reset with INTERNAL_ERROR \(2\)/,
    hint: 'Look at the log of the server, and of a proxy before it',
    start: () => raw((stream) => stream.close(2)),
  },
  {
    name: 'a server that breaks the rules of HTTP/2 behind its settings',
    step: 'call',
    state: 'failed',
    cause:
      'The call to PLACE was not sent: what came over the connection before it broke the rules of HTTP/2',
    start: () =>
      plaintext((socket) => {
        // SETTINGS, then DATA of a stream that nobody has opened.
        socket.on('data', () =>
          socket.write(Buffer.from('000000040000000000000003000000000009010203', 'hex')),
        );
      }),
  },
];
