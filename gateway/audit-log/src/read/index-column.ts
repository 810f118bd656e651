import { z } from 'zod';

/** A `bigint` that counts leaves: text to node-postgres, exact up to 2^53 - 1. */
export const indexColumn = z.string().transform(Number).pipe(z.int().min(0));
