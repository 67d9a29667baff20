import { readFileSync } from 'node:fs';

/** The variables of the environment that name authorities to trust. */
const variables = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'] as const;

/** Those from which none come, each as a sentence that says why: a person who set one believes that it counts. */
export function unusedRoots(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return variables.flatMap((name) => {
    const file = env[name] ?? '';
    const why = file === '' ? undefined : whyUnused(file);
    return why === undefined ? [] : [`${name} counts for nothing: ${file} ${why}`];
  });
}

function whyUnused(file: string): string | undefined {
  try {
    const holds = readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
    return holds ? undefined : 'holds no certificate in PEM';
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}
