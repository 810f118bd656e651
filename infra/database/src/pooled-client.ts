import pg from 'pg';

type Done = (error: Error | null, result?: pg.QueryResult) => void;

/** What node-postgres takes as `query`, in all of its forms. */
type Given = readonly unknown[];

/**
 * A client whose queries leave nothing behind that the garbage collector has to copy.
 *
 * node-postgres, where it makes the promise or watches the time itself, assigns a function to a property of the query.
 * V8 gives such a function old memory, whatever becomes of it, and what it names - the query, its values, its result - is
 * copied by each young collection until the heap is collected whole (docs/decisions/0052). Given a callback and no
 * `query_timeout` it does not; so both are done here.
 *
 * `queryTimeoutMs` bounds how long a query waits for a server that is frozen or cut off, from the call on. Then the
 * connection is closed and all of its queries are rejected: nothing else could be asked over it.
 */
export function pooledClient(queryTimeoutMs: number): typeof pg.Client {
  return class extends pg.Client {
    /** What each form gives is said by the base's overloads; `never` fits them all. */
    override query(...given: Given): never {
      return this.#query(...given) as never;
    }

    #query(...given: Given): unknown {
      const [query, values, callback] = given;
      if (isSubmittable(query)) return this.#send(query, values, callback);
      const own = [values, callback].find((one) => typeof one === 'function') as Done | undefined;
      const parameters = typeof values === 'function' ? undefined : values;
      if (own) {
        this.#ask(query, parameters, own);
        return undefined;
      }
      return new Promise<pg.QueryResult | undefined>((resolve, reject) => {
        this.#ask(query, parameters, (error, result) => {
          if (error) reject(error);
          else resolve(result);
        });
      }).catch(rethrow);
    }

    #ask(query: unknown, values: unknown, done: Done): void {
      const timer = setTimeout(() => {
        this.connection.stream.destroy(new Error('Query read timeout'));
      }, queryTimeoutMs);
      this.#send(query, values, (error: Error | null, result?: pg.QueryResult) => {
        clearTimeout(timer);
        done(error, result);
      });
    }

    #send(...given: Given): unknown {
      return Reflect.apply(super.query as (...given: Given) => unknown, this, given);
    }
  };
}

function isSubmittable(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'submit' in query;
}

/** With a stack that leads to who asked, not to the socket that the answer came by. */
function rethrow(error: Error): never {
  Error.captureStackTrace(error);
  throw error;
}
