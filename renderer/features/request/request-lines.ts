import type { SavedRequest } from '#app/contract/workspace.ts';

/** A request as lines to be read, in the order of its file. */
export function linesOfRequest(request: SavedRequest): readonly string[] {
  const { method, target, tls, authority, metadata = [], deadline, options = {}, docs } = request;
  return [
    `method: ${method}`,
    ...said('target', target),
    ...said('tls profile', tls?.profile),
    ...said('tls server name', tls?.serverName),
    ...(tls?.caPaths ?? []).map((path) => `tls ca: ${path}`),
    ...said('authority', authority),
    ...metadata.map(
      ({ name, value, disabled }) =>
        `${disabled === true ? 'metadata off' : 'metadata'}: ${name}: ${value}`,
    ),
    ...said('deadline', deadline),
    ...Object.entries(options).flatMap(([name, text]) => said(name, text)),
    ...(request.schema ?? []).map((source) =>
      source.kind === 'reflection' ? 'schema: reflection' : `schema: ${source.kind} ${source.path}`,
    ),
    ...(request.variables ?? []).map(
      ({ name, value, type }) => `${type === 'json' ? 'JSON ' : ''}variable: ${name} = ${value}`,
    ),
    ...request.messages.flatMap((message, index) => [
      request.messages.length === 1 ? 'message' : `message ${index + 1}`,
      ...message.split('\n'),
    ]),
    ...(docs === undefined ? [] : ['docs', ...docs.split('\n')]),
  ];
}

function said(name: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${name}: ${text}`];
}
