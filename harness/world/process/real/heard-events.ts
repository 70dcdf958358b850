import { Recorder } from '../../thread/recorder.js';
import { MOST_PROCESSES } from '../virtual/process-machine.js';
import type { FromRole } from './protocol.js';

/** Makes the events of a history of what real processes say, in the order in which it is told of it. */
export class HeardEvents {
  readonly recorder = new Recorder(MOST_PROCESSES + 1);
  readonly #calls = new Map<string, number>();

  take(task: number, message: FromRole): void {
    const { recorder } = this;
    switch (message.type) {
      case 'invoke':
        this.#calls.set(`${String(task)} ${String(message.call)}`, recorder.invoke(task, message.op, message.args));
        return;
      case 'return':
        recorder.returned(task, this.#call(task, message.call), message.value);
        return;
      case 'throw':
        recorder.threw(task, this.#call(task, message.call), message.error);
        return;
      case 'mark':
        recorder.emit({ type: 'mark', task, name: message.name, value: message.value });
        return;
      case 'fail':
        recorder.emit({ type: 'fail', task, message: message.message, site: message.site });
        return;
      case 'uncaught':
        recorder.flush(task);
        recorder.emit({ type: 'uncaught', task, error: message.error, site: message.site });
        return;
      case 'performed':
        if (message.word === 'enter' || message.word === 'leave') {
          recorder.emit({ type: message.word, task, section: message.operand });
        }
        return;
      case 'cannot':
      case 'hello':
      case 'spawned':
      case 'queue':
      case 'announce':
      case 'waits':
        return;
      default:
        message satisfies never;
    }
  }

  #call(task: number, call: number): number {
    return this.#calls.get(`${String(task)} ${String(call)}`) ?? -1;
  }
}
