import type { FileDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import type { Declaration } from './declaration.ts';
import { visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';

/** Takes out of a file what cannot be used: only when all of it was checked, so that all is told. */
export function removeLeftOut(linking: Linking, { file }: ParsedFile): void {
  const removed: Declaration[] = [];
  visitFile(file, (declaration) => {
    if (linking.isLeftOut(declaration.descriptor)) removed.push(declaration);
    return true;
  });
  removeDeclarations(file, removed);
}

/** Takes declarations out of a file; the paths of source locations follow what remains. */
export function removeDeclarations(file: FileDescriptor, removed: readonly Declaration[]): void {
  // The last first: then the paths of those before stay what they were.
  for (const { list, descriptor, path } of [...removed].reverse()) {
    const index = list.indexOf(descriptor);
    if (index === -1) continue;
    list.splice(index, 1);
    const info = file.sourceCodeInfo;
    info.location = info.location.filter((one) => !startsWith(one.path, path));
    const parent = path.slice(0, -1);
    for (const location of info.location) {
      const at = location.path[parent.length];
      if (at !== undefined && at > index && startsWith(location.path, parent)) {
        location.path[parent.length] = at - 1;
      }
    }
  }
}

function startsWith(path: readonly number[], start: readonly number[]): boolean {
  return start.every((part, index) => path[index] === part);
}
