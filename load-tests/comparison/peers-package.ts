import { fileURLToPath } from 'node:url';

/** The package that the peers are installed in, and their agencies are part of. */
export const peersPackage = fileURLToPath(new URL('../peers/', import.meta.url));
