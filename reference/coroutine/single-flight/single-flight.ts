/** The run takes itself off the table before anybody can see that it has settled. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Promise<T>>();

  do(key: string, work: () => Promise<T>): Promise<T> {
    const flying = this.#flights.get(key);
    if (flying) return flying;
    const flight = new Promise<T>((resolve) => {
      resolve(work());
    }).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
