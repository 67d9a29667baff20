import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';

/**
 * The certificate authorities to trust without a CA file of the target's own: those of `SSL_CERT_FILE`,
 * else the ones that come with Node, and those of `NODE_EXTRA_CA_CERTS`. Given to the probe and to
 * grpc-js alike, which otherwise each look elsewhere. A file that cannot be read adds nothing.
 */
export function trustedRoots(env: NodeJS.ProcessEnv = process.env): Buffer {
  const own = read(env['SSL_CERT_FILE']) ?? Buffer.from(rootCertificates.join('\n'));
  const extra = read(env['NODE_EXTRA_CA_CERTS']);
  return extra === undefined ? own : Buffer.concat([own, Buffer.from('\n'), extra]);
}

function read(file: string | undefined): Buffer | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
