export * from './bridge.ts';
export * from './calls.ts';
export * from './commands.ts';
export * from './names.ts';
export * from './result.ts';
export * from './schema.ts';
export * from './session.ts';
export * from './target.ts';
