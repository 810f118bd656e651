import { writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { AGENCIES } from './agencies/agency-names.ts';
import { readSchema } from './agencies/read-schema.ts';

/**
 * Composes the agencies into one supergraph, which all of the peers but stitching run from.
 *
 *   node compose-supergraph.ts FILE AGENCY=URL…
 */
const [file = '', ...addresses] = process.argv.slice(2);
const urls = new Map(addresses.map((address) => address.split(/=(.*)/s) as [string, string]));
const { supergraphSdl, errors } = composeServices(
  AGENCIES.map((name) => ({ name, url: urls.get(name) ?? '', typeDefs: readSchema(name) })),
);
if (supergraphSdl === undefined) throw new Error(`no supergraph: ${String(errors)}`);
writeFileSync(file, supergraphSdl);
