/** The first thing in the log that does not hold. Thrown inside `verifyLog`, which returns it. */
export class LogFault extends Error {
  readonly place: string;
  readonly fault: string;

  constructor(place: string, fault: string) {
    super(`${place}: ${fault}`);
    this.name = 'LogFault';
    this.place = place;
    this.fault = fault;
  }
}
