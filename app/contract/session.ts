import * as v from 'valibot';
import { callId } from './calls.ts';
import { methodShape } from './method-shape.ts';
import { optionTexts } from './option-texts.ts';
import { methodKind, schemaSources } from './schema.ts';
import { longestAddress, tlsWithoutSecret } from './target.ts';
import {
  environmentContent,
  folderSettings,
  itemPath,
  revision,
  savedRequest,
  savedSource,
} from './workspace.ts';

/** TLS choices as they are written down. Once there was at most one `caFile`. */
const keptTls = v.pipe(
  v.object({
    ...tlsWithoutSecret.entries,
    caFile: v.optional(v.string()),
  }),
  v.transform(({ caFile, ...tls }) => (caFile === undefined ? tls : { caPaths: [caFile], ...tls })),
);

export type { OptionTexts } from './option-texts.ts';

/** A target as a person left it: TLS choices are kept while TLS is switched off. */
export const targetDraft = v.object({
  address: v.pipe(v.string(), v.maxLength(longestAddress)),
  useTls: v.boolean(),
  tls: keptTls,
  /** Names one of the settings' TLS profiles, whose choices `tls` then holds. */
  profile: v.exactOptional(v.string()),
  /** What `tls` was before that. */
  ownTls: v.exactOptional(keptTls),
  authority: v.exactOptional(v.string()),
  /** Once they were the target's; now they are its server's. */
  options: v.exactOptional(optionTexts),
});

const metadataRows = v.array(
  v.object({ name: v.string(), value: v.string(), disabled: v.optional(v.boolean()) }),
);

/** The file of a saved request, and what it said. */
const savedPlace = v.object({ path: itemPath, revision, request: savedRequest });

/** A request as a person left it. */
export const openRequest = v.object({
  method: v.object({
    name: v.string(),
    path: v.string(),
    kind: methodKind,
    input: v.string(),
    output: v.string(),
  }),
  /** As the person knows it: what the schema then has is compared with it. */
  shape: v.exactOptional(methodShape),
  /** Files alone had the method: without a server too it is known whether they still have. */
  ofFiles: v.exactOptional(v.boolean()),
  /** Overrides the workspace's target. */
  target: v.exactOptional(targetDraft),
  /** JSON text, exactly as typed; the one message, or those of a stream in order. */
  messages: v.exactOptional(v.array(v.string())),
  /** Index of the one in the editor. */
  shown: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Once there was only one. */
  message: v.exactOptional(v.string()),
  /** False while the message is the skeleton. */
  typed: v.boolean(),
  metadata: metadataRows,
  deadline: v.string(),
  options: v.exactOptional(optionTexts),
  /** As typed; without them, those of its file. */
  variables: v.exactOptional(
    v.array(v.object({ name: v.string(), value: v.string(), type: v.picklist(['text', 'json']) })),
  ),
  /** `null` for none of its own; absent of a window of before there was any, it is that of its file. */
  schema: v.exactOptional(v.nullable(v.array(savedSource))),
  /** Markdown. */
  docs: v.exactOptional(v.string()),
  /** The file that the request is saved in, as the window knew it. */
  saved: v.exactOptional(savedPlace),
  /** Path of the saved request that it was opened from, while it is none itself. */
  copyOf: v.exactOptional(itemPath),
  /** Which parts were in view; what an older or newer Duplex does not know is the first. */
  requestPart: v.exactOptional(v.string()),
  responsePart: v.exactOptional(v.string()),
  /** What the timeline is filtered by, as typed. */
  timelineFilter: v.exactOptional(v.pipe(v.string(), v.maxLength(10_000))),
  /** The call whose answer the tab shows; `calls.resume` gives it back. */
  answer: v.exactOptional(callId),
});

/** More cannot be open in a window at once. */
export const mostRequests = 500;

/** As many closed requests can be had back. */
export const mostClosed = 20;

/** TLS choices and options of so many servers are remembered. */
export const mostKnownTargets = 200;

/** What was edited of a workspace's settings and is not saved yet. */
const unsavedSettings = {
  /** Of its folders, and of itself. */
  folders: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          path: itemPath,
          settings: folderSettings,
          /** What the file said when it was begun; an older Duplex did not keep it. */
          base: v.exactOptional(folderSettings),
          revision,
        }),
      ),
      v.maxLength(mostRequests),
    ),
  ),
  environments: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          name: v.string(),
          content: environmentContent,
          base: v.exactOptional(environmentContent),
          revision,
        }),
      ),
      v.maxLength(mostRequests),
    ),
  ),
};

/** What a window had open, so that it comes back after a restart, a crash or a reload. */
export const session = v.object({
  duplex: v.literal(1),
  target: targetDraft,
  sources: schemaSources,
  /** What goes with the reflection calls to an address. */
  reflectionMetadata: v.exactOptional(
    v.pipe(v.array(v.object({ address: v.string(), rows: metadataRows })), v.maxLength(500)),
  ),
  /** Once windows knew by themselves what is chosen for servers; now `KnownServer` holds it for all. */
  knownTargets: v.exactOptional(v.pipe(v.array(targetDraft), v.maxLength(mostKnownTargets))),
  /** The same of how calls to them go. */
  serverOptions: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          address: v.pipe(v.string(), v.maxLength(longestAddress)),
          options: optionTexts,
        }),
      ),
      v.maxLength(mostKnownTargets),
    ),
  ),
  requests: v.pipe(v.array(openRequest), v.maxLength(mostRequests)),
  /** Closed with something typed in them, the last one last: they can be reopened. */
  closed: v.exactOptional(v.pipe(v.array(openRequest), v.maxLength(mostClosed))),
  /** Index of the request that was in front; `null` for none. */
  active: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Folder of the workspace that saved requests are of. */
  workspace: v.exactOptional(v.string()),
  /** Saved requests, and edits of settings, of other workspaces: they come back with theirs. */
  aside: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          workspace: v.string(),
          requests: v.pipe(v.array(openRequest), v.maxLength(mostRequests)),
          ...unsavedSettings,
        }),
      ),
      v.maxLength(50),
    ),
  ),
  ...unsavedSettings,
  /** Absent means shown. */
  sidebar: v.exactOptional(v.boolean()),
  collections: v.exactOptional(v.boolean()),
  history: v.exactOptional(v.boolean()),
});
export type Session = v.InferOutput<typeof session>;
export type OpenRequest = v.InferOutput<typeof openRequest>;
