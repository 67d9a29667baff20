import { startHttpProxy, startSocksProxy, type TestProxy } from '../proxies.ts';
import { type DoctorCase, type Patient, startSockets } from './doctor-case.ts';

/** Where the proxy is to connect to: nobody has to be there. */
const target = '127.0.0.1:1';

async function through(kind: 'http' | 'socks5', starting: Promise<TestProxy>): Promise<Patient> {
  const { port, close } = await starting;
  const proxy = `${kind}://127.0.0.1:${port}`;
  return {
    settings: { address: `grpc://${target}`, options: { proxy } },
    place: `127.0.0.1:${port}`,
    close,
  };
}

/** What stands between; `PLACE` is the proxy. */
export const proxyCases: readonly DoctorCase[] = [
  {
    name: 'a proxy that is not there',
    step: 'connect',
    state: 'failed',
    cause: 'Nothing listens at the proxy PLACE: the connection was refused',
    start: async () => {
      const { place, close } = await startSockets(() => {});
      close();
      const options = { proxy: `http://${place}` };
      return { settings: { address: `grpc://${target}`, options }, place, close: () => {} };
    },
  },
  {
    name: 'a proxy that wants a password',
    step: 'proxy',
    state: 'failed',
    cause: 'The proxy PLACE asks for a user and password (407)',
    hint: 'Write http://user@PLACE as the proxy, in the settings or in the options that name it, and the password beside it',
    start: () => through('http', startHttpProxy({ login: 'ada:secret' })),
  },
  {
    name: 'a proxy that does not reach the server',
    step: 'proxy',
    state: 'failed',
    cause: `The proxy PLACE did not connect to ${target}: it answered "502 Bad Gateway" (nginx)`,
    start: () => through('http', startHttpProxy({ status: 502 })),
  },
  {
    name: 'a SOCKS5 proxy that is refused by the server',
    step: 'proxy',
    state: 'failed',
    cause: `The proxy PLACE did not connect to ${target}: connection refused`,
    start: () => through('socks5', startSocksProxy({ reply: 5 })),
  },
  {
    name: 'a proxy that closes the connection',
    step: 'proxy',
    state: 'failed',
    cause: 'The proxy PLACE closed the connection without an answer',
    start: async () => {
      const { place, close } = await startSockets((socket) => socket.destroy());
      const options = { proxy: `http://${place}` };
      return { settings: { address: `grpc://${target}`, options }, place, close };
    },
  },
];
