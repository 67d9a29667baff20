import {
  type SampleServerOptions,
  startSampleServer,
} from '#samples/server/start-sample-server.ts';
import {
  dataFrame,
  type FrameTalk,
  headersFrame,
  resetFrame,
  startFrameServer,
} from '../frame-server.ts';
import { answerWith, frame, type RawAnswer, startRawServer } from '../raw-server.ts';
import { type DoctorCase, type Patient, plaintext } from './doctor-case.ts';

async function raw(answer: RawAnswer): Promise<Patient> {
  const { address, close } = await startRawServer(answer);
  return { settings: { address: `grpc://${address}` }, place: address, close };
}

async function frames(onRequest: (talk: FrameTalk) => void): Promise<Patient> {
  const { address, close } = await startFrameServer({ onRequest });
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
    name: 'reflection that something else than gRPC answers for',
    step: 'reflection',
    state: 'warning',
    cause: 'PLACE answered HTTP 404 (Not Found) from nginx with text/html, not gRPC: “Nothing”',
    hint: /^Check the port and the path; if they are right, it has no reflection/,
    start: () => raw(web(404, '<p>Nothing</p>')),
  },
  {
    name: 'reflection whose stream is reset',
    step: 'reflection',
    state: 'warning',
    cause: /^The reflection of PLACE ended with PERMISSION_DENIED 7: .* INADEQUATE_SECURITY \(12\)/,
    hint: /TLS/,
    start: () => raw((stream) => stream.close(12)),
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
    name: 'a server that does not say it speaks gRPC',
    step: 'call',
    state: 'warning',
    cause:
      'PLACE does not say that it speaks gRPC: it answered with no content type instead of application/grpc',
    hint: 'Other clients refuse such an answer: look at the server, and at a proxy before it',
    start: () =>
      raw((stream) => answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }, '')),
  },
  {
    name: 'a server that says it speaks something else',
    step: 'call',
    state: 'warning',
    cause:
      'PLACE does not say that it speaks gRPC: it answered with text/plain instead of application/grpc',
    start: () =>
      raw((stream) => answerWith(stream, Buffer.alloc(0), { 'grpc-status': '12' }, 'text/plain')),
  },
  {
    name: 'a message whose length is too large to be one',
    step: 'call',
    state: 'failed',
    cause:
      'Message 1 from PLACE is 4294967295 bytes by its prefix, more than the 512 MB that may be received',
    hint: /check that the server frames its messages/,
    start: () =>
      raw((stream) => answerWith(stream, Buffer.from('00ffffffff', 'hex'), { 'grpc-status': '0' })),
  },
  {
    name: 'reflection that is larger than it may be, which no option changes',
    step: 'reflection',
    state: 'warning',
    cause:
      /^The reflection of PLACE ended with RESOURCE_EXHAUSTED 8: Message 1 from PLACE is 4294967295 bytes/,
    hint: /^Add the \.proto files/,
    start: () =>
      raw((stream) => answerWith(stream, Buffer.from('00ffffffff', 'hex'), { 'grpc-status': '0' })),
  },
  {
    name: 'a server that resets the stream after a message',
    step: 'call',
    state: 'failed',
    cause: /^The stream with PLACE was reset with ENHANCE_YOUR_CALM \(11\) after 1 message/,
    hint: /^Call less often/,
    start: () =>
      frames(({ stream, write }) =>
        write(
          headersFrame(stream, { ':status': '200', 'content-type': 'application/grpc' }),
          dataFrame(stream, frame(Buffer.alloc(0))),
          resetFrame(stream, 11),
        ),
      ),
  },
  {
    name: 'a path under which a server has nothing',
    step: 'call',
    state: 'warning',
    cause: 'PLACE has neither reflection nor a health service under /some/prefix',
    hint: 'If calls fail too, leave /some/prefix out of the address: most servers of gRPC have no such path',
    start: async () => {
      const { settings, ...patient } = await sample({});
      return { ...patient, settings: { address: `http://${patient.place}/some/prefix` } };
    },
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
