import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { fileInside } from './file-inside.ts';

const scheme = 'app';
const host = 'duplex';

/** The one origin that windows are loaded from. */
export const appOrigin = `${scheme}://${host}`;

/**
 * No remote source, no inline script, no eval. Styles may be inline: the editor makes its own.
 * Sent with every answer of the scheme.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must be called before the app is ready, in the main module's first, synchronous run. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      // Scripts are named by what is in them, so what was compiled of one can be kept.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the files of one folder, and nothing outside it, as `app://duplex/…`. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(scheme, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return empty(405);
  const url = new URL(request.url);
  if (url.host !== host) return empty(404);
  const file = fileInside(folder, url.pathname);
  if (file === undefined) return empty(404);
  try {
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: headers(type) });
  } catch {
    return empty(404);
  }
}

function empty(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain') });
}

function headers(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
