import { readFileSync, existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { comparable, decodeSet, throughWire } from './protoc-oracle.ts';
import { linkFiles } from './link.ts';
import { printFile } from '../print/print.ts';
import { parseFile } from '../parse/parse-file.ts';

it('corpus', { timeout: 300000 }, () => {
  const t0 = Date.now();
  const wanted = decodeSet(readFileSync('/tmp/dx/all.binpb'));
  const t1 = Date.now();
  const parsed = wanted.map(({ name = '' }) => {
    const inc = `/work/main/node_modules/protoc/include/${name}`; const p = existsSync(inc) ? inc : `/tmp/dx/${name}`;
    return parseFile(name, readFileSync(p, 'utf8'));
  });
  const t2 = Date.now();
  const { files, diagnostics } = linkFiles(parsed);
  const t3 = Date.now();
  console.log('decode', t1 - t0, 'parse', t2 - t1, 'link', t3 - t2, 'files', files.length, 'diags', diagnostics.length);
  console.log(diagnostics.slice(0, 10));
  let bad = 0, badComments = 0;
  const infos = (f: any) => {
    const m: Record<string, unknown> = {};
    for (const l of f.sourceCodeInfo?.location ?? []) {
      if (l.leadingComments || l.trailingComments || l.leadingDetachedComments?.length)
        m[l.path.join('.')] = [l.leadingComments ?? '', l.trailingComments ?? '', l.leadingDetachedComments ?? []];
    }
    return m;
  };
  for (const [i, file] of files.entries()) {
    const [mine] = throughWire([file]);
    const a = JSON.stringify(comparable(mine)), b = JSON.stringify(comparable(wanted[i]));
    if (a !== b) { bad += 1; if (bad < 4) try { expect(comparable(mine)).toEqual(comparable(wanted[i])); } catch (e) { console.log(file.name, (e as any).message, JSON.stringify((e as any).diff ?? '')); console.log(a.slice([...a].findIndex((c, n) => c !== b[n]) - 200).slice(0, 600)); console.log(b.slice([...a].findIndex((c, n) => c !== b[n]) - 200).slice(0, 600)); } }
    const ca = infos(mine), cb = infos(wanted[i]);
    for (const k of new Set([...Object.keys(ca), ...Object.keys(cb)])) {
      if (JSON.stringify(ca[k]) !== JSON.stringify(cb[k])) { badComments += 1; if (badComments < 8) console.log(file.name, k, JSON.stringify(ca[k])?.slice(0, 400), JSON.stringify(cb[k])?.slice(0, 400)); }
    }
  }
  console.log({ bad, badComments }); const printed = files.map((f) => parseFile(f.name ?? '', printFile(f))); const again = linkFiles(printed); console.log('again', again.diagnostics.length, again.diagnostics.slice(0, 3)); let n = 0; const strip = (f: any) => JSON.stringify(comparable(throughWire([f])[0]), (k, v) => k === 'custom' || k === 'options' && Object.keys(v ?? {}).every((x) => x === 'custom' || (Array.isArray(v[x]) && v[x].length === 0)) ? undefined : v); for (const [i, f] of again.files.entries()) if (strip(f) !== strip(files[i])) { n += 1; if (n < 5) console.log('PRINT', f.name); } console.log('print diffs', n);
});
