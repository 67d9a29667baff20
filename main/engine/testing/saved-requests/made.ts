import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The request in the middle of it all. */
export const oneOfThem = 'collections/folder-25/request-50.request.yaml';
/** Stands in a few hundred of the bodies. */
export const sought = '4,5,77]';

const request = (folder: number, index: number): string => `duplex: 1
method: sample.v1.Service${folder}/Method${index}
metadata:
  - { name: x-request-id, value: "{{uuid}}" }
  - { name: x-debug, value: "1", disabled: true }
deadline: 5s
messages:
  - |
    { "name": "Ada", "id": 9007199254740993,
      "more": [1,2,3,4,5,${index}],
      "text": "some text of one that is larger than it need be" }
docs: |
  # Request ${index}
  What it is for.
`;

/** Makes a workspace with 5,000 requests in 50 folders. */
export function makeWorkspace(root: string): void {
  for (let folder = 0; folder < 50; folder += 1) {
    const path = join(root, 'collections', `folder-${folder}`);
    mkdirSync(path, { recursive: true });
    for (let index = 0; index < 100; index += 1)
      writeFileSync(join(path, `request-${index}.request.yaml`), request(folder, index));
  }
}
