const initialSlots = 1 << 12;
/** Slots that are filled at most, in tenths. */
const fullAtTenths = 6;

/**
 * Which students a roster has had so far, and as how manieth each was first seen. Exact, and 12 bytes a slot, where a
 * `Set` of texts takes some 100 a student: open addressing in flat arrays, doubled as they fill.
 */
export class SeenStudents {
  #slots = initialSlots;
  #high = new Uint32Array(initialSlots);
  #low = new Uint32Array(initialSlots);
  /** One more than the ordinal; 0 where a slot is free. */
  #ordinals = new Uint32Array(initialSlots);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The student's ordinal if it was seen before, else -1, and from then on it has the next. */
  see(high: number, low: number): number {
    const slot = this.#slotOf(high, low);
    const known = this.#ordinals[slot] ?? 0;
    if (known > 0) return known - 1;
    this.#size += 1;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#ordinals[slot] = this.#size;
    if (this.#size * 10 > this.#slots * fullAtTenths) this.#grow();
    return -1;
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#slots - 1;
    // Numbers of one birth day differ in few digits: both integers are mixed before their low bits are used.
    let hash = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d) ^ Math.imul(low ^ (low >>> 13), 0x297a2d39);
    hash ^= hash >>> 16;
    let slot = hash & mask;
    while (this.#ordinals[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, ordinals] = [this.#high, this.#low, this.#ordinals];
    this.#slots *= 2;
    this.#high = new Uint32Array(this.#slots);
    this.#low = new Uint32Array(this.#slots);
    this.#ordinals = new Uint32Array(this.#slots);
    for (const [old, ordinal] of ordinals.entries()) {
      if (ordinal === 0) continue;
      const slot = this.#slotOf(high[old] ?? 0, low[old] ?? 0);
      this.#high[slot] = high[old] ?? 0;
      this.#low[slot] = low[old] ?? 0;
      this.#ordinals[slot] = ordinal;
    }
  }
}
