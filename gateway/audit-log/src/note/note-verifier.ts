/** A key that a verifier trusts, from its vkey text. */
export interface NoteVerifier {
  readonly name: string;
  /** 8 lowercase hex digits. Chosen short: it tells keys apart, it proves nothing. */
  readonly keyId: string;
  /** Ed25519: the 32 bytes of RFC 8032. */
  readonly publicKey: Uint8Array;
}
