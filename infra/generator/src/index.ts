export * from './county-options.ts';
export * from './generate-county.ts';
export * from './quirks.ts';
