import type { EnvironmentContent, FolderSettings, SavedRequest } from '#app/contract/workspace.ts';
import { sourceText } from './saved-sources.ts';

/** A request as lines to be read, in the order of its file. */
export function linesOfRequest({ docs, ...request }: SavedRequest): readonly string[] {
  const { method, messages } = request;
  return [
    `method: ${method}`,
    ...linesOfSettings(request),
    ...messages.flatMap((message, index) => [
      messages.length === 1 ? 'message' : `message ${index + 1}`,
      ...message.split('\n'),
    ]),
    ...linesOfDocs(docs),
  ];
}

/** What a folder or the workspace says, as lines to be read. */
export function linesOfSettings(settings: FolderSettings): readonly string[] {
  const { target, tls, authority, metadata = [], deadline, options = {} } = settings;
  return [
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
    ...(settings.schema ?? []).map((source) => `schema: ${sourceText(source)}`),
    ...linesOfVariables(settings.variables ?? []),
    ...linesOfDocs(settings.docs),
  ];
}

/** An environment as lines to be read. */
export function linesOfEnvironment({ variables, secrets }: EnvironmentContent): readonly string[] {
  return [...linesOfVariables(variables), ...secrets.map((name) => `secret: ${name}`)];
}

/** A text in quotes could be taken for JSON without them, and the other way round. */
function linesOfVariables(variables: EnvironmentContent['variables']): readonly string[] {
  return variables.map(({ name, value, type }) =>
    type === 'json' ? `variable: ${name} = ${value}, as JSON` : `variable: ${name} = ${value}`,
  );
}

function linesOfDocs(docs: string | undefined): readonly string[] {
  return docs === undefined ? [] : ['docs', ...docs.split('\n')];
}

function said(name: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`${name}: ${text}`];
}
