/** What the gateway holds about a client, or a person, that the issuer need not know; the `clients` table. */
export interface ClientSettings {
  readonly id: string;
  /** Signs in to the console; `id` is the username. */
  readonly person: boolean;
  /** May send `query` text, and introspect; others only trusted documents by `documentId`. */
  readonly adHocQueries: boolean;
  /** Its tokens must be bound to a key and proved by DPoP (RFC 9449). */
  readonly senderConstrained: boolean;
  /** 0: no limit. */
  readonly requestsPerSecond: number;
  /** Distinct students a day and purpose; 0: no limit. */
  readonly subjectsPerDay: number;
  readonly revoked: boolean;
}

export interface ClientDirectory {
  /** What holds for a client, never older than 5 s; `undefined` for one that is not registered. Rejects when it cannot be known. */
  settingsOf(clientId: string): Promise<ClientSettings | undefined>;
}
