/** Typed array and DataView methods; see prelude-source.ts for the language they are in. */

export const VIEWS = String.raw`
const isShared = (view) => __il_rt.shared(view) && typeof view.length === 'number';
const isView = (view) => ArrayBuffer.isView(view) && typeof view.length === 'number';
const isBig = (view) => view instanceof BigInt64Array || view instanceof BigUint64Array;
// the realm's constructor for a view's kind; undefined if results would have to be of another kind
const kindOf = (view) => {
  const kind = kinds[__il_plain(natives.tag, view)];
  return kind !== undefined && view.constructor === kind ? kind : undefined;
};
const whole = (value, otherwise) => {
  if (value === undefined) return otherwise;
  const number = Math.trunc(+value);
  return number === number ? number : 0;
};
const position = (value, length, otherwise) => {
  const at = whole(value, otherwise);
  return at < 0 ? Math.max(length + at, 0) : Math.min(at, length);
};

const views = {
  forEach(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.forEach, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) __il_invoke(f, self, this[k], k, this);
  },
  map(f, self) {
    const kind = isView(this) ? kindOf(this) : undefined;
    if (kind === undefined || !callable(f)) return __il_plain(viewNatives.map, this, f, self);
    const length = this.length;
    const result = new kind(length);
    for (let k = 0; k < length; k++) result[k] = __il_invoke(f, self, this[k], k, this);
    return result;
  },
  filter(f, self) {
    const kind = isView(this) ? kindOf(this) : undefined;
    if (kind === undefined || !callable(f)) return __il_plain(viewNatives.filter, this, f, self);
    const length = this.length;
    const kept = [];
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) kept[kept.length] = value;
    }
    return new kind(kept);
  },
  reduce(f, initial) {
    const length = isView(this) ? this.length : 0;
    if (!isView(this) || !callable(f) || (length === 0 && arguments.length < 2)) return __il_plain(viewNatives.reduce, this, ...arguments);
    let k = 0;
    let result = arguments.length < 2 ? this[k++] : initial;
    for (; k < length; k++) result = __il_invoke(f, undefined, result, this[k], k, this);
    return result;
  },
  reduceRight(f, initial) {
    const length = isView(this) ? this.length : 0;
    if (!isView(this) || !callable(f) || (length === 0 && arguments.length < 2)) return __il_plain(viewNatives.reduceRight, this, ...arguments);
    let k = length - 1;
    let result = arguments.length < 2 ? this[k--] : initial;
    for (; k >= 0; k--) result = __il_invoke(f, undefined, result, this[k], k, this);
    return result;
  },
  some(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.some, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (__il_invoke(f, self, this[k], k, this)) return true;
    return false;
  },
  every(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.every, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (!__il_invoke(f, self, this[k], k, this)) return false;
    return true;
  },
  find(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.find, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) return value;
    }
  },
  findIndex(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.findIndex, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (__il_invoke(f, self, this[k], k, this)) return k;
    return -1;
  },
  findLast(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.findLast, this, f, self);
    for (let k = this.length - 1; k >= 0; k--) {
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) return value;
    }
  },
  findLastIndex(f, self) {
    if (!isView(this) || !callable(f)) return __il_plain(viewNatives.findLastIndex, this, f, self);
    for (let k = this.length - 1; k >= 0; k--) if (__il_invoke(f, self, this[k], k, this)) return k;
    return -1;
  },
  fill(value, start, end) {
    const wanted = isShared(this) && isBig(this) ? 'bigint' : 'number';
    if (!isShared(this) || (typeof value !== wanted && wanted === 'bigint')) return __il_plain(viewNatives.fill, this, value, start, end);
    const number = wanted === 'number' ? +value : value;
    const from = position(start, this.length, 0);
    const to = position(end, this.length, this.length);
    for (let k = from; k < to; k++) this[k] = number;
    return this;
  },
  set(source, offset) {
    const at = whole(offset, 0);
    const listed = typeof source === 'object' && source !== null && (isView(source) || Array.isArray(source));
    const concerned = isView(this) && listed && (isShared(this) || isShared(source));
    if (!concerned || at < 0 || at + source.length > this.length || (isView(source) && isBig(source) !== isBig(this))) return __il_plain(viewNatives.set, this, source, offset);
    const values = [];
    for (let k = 0; k < source.length; k++) values[k] = source[k];
    for (let k = 0; k < values.length; k++) this[at + k] = values[k];
  },
  copyWithin(target, start, end) {
    if (!isShared(this)) return __il_plain(viewNatives.copyWithin, this, target, start, end);
    const length = this.length;
    const to = position(target, length, 0);
    const from = position(start, length, 0);
    const count = Math.min(position(end, length, length) - from, length - to);
    if (from < to) for (let k = count - 1; k >= 0; k--) this[to + k] = this[from + k];
    else for (let k = 0; k < count; k++) this[to + k] = this[from + k];
    return this;
  },
  slice(start, end) {
    const kind = isShared(this) ? kindOf(this) : undefined;
    if (kind === undefined) return __il_plain(viewNatives.slice, this, start, end);
    const from = position(start, this.length, 0);
    const count = Math.max(position(end, this.length, this.length) - from, 0);
    const result = new kind(count);
    for (let k = 0; k < count; k++) result[k] = this[from + k];
    return result;
  },
  indexOf(value, start) {
    if (!isShared(this)) return __il_plain(viewNatives.indexOf, this, ...arguments);
    const length = this.length;
    for (let k = position(start, length, 0); k < length; k++) if (this[k] === value) return k;
    return -1;
  },
  lastIndexOf(value, start) {
    if (!isShared(this)) return __il_plain(viewNatives.lastIndexOf, this, ...arguments);
    const length = this.length;
    const from = arguments.length > 1 ? whole(start, 0) : length - 1;
    for (let k = from < 0 ? length + from : Math.min(from, length - 1); k >= 0; k--) if (this[k] === value) return k;
    return -1;
  },
  includes(value, start) {
    if (!isShared(this)) return __il_plain(viewNatives.includes, this, ...arguments);
    const length = this.length;
    for (let k = position(start, length, 0); k < length; k++) {
      const found = this[k];
      if (found === value || (found !== found && value !== value)) return true;
    }
    return false;
  },
  join(separator) {
    if (!isShared(this)) return __il_plain(viewNatives.join, this, separator);
    return __il_plain(natives.join, read(this), separator);
  },
  at(index) {
    if (!isShared(this)) return __il_plain(viewNatives.at, this, index);
    const at = whole(index, 0);
    return this[at < 0 ? this.length + at : at];
  },
  reverse() {
    if (!isShared(this)) return __il_plain(viewNatives.reverse, this);
    for (let low = 0, high = this.length - 1; low < high; low++, high--) {
      const first = this[low];
      this[low] = this[high];
      this[high] = first;
    }
    return this;
  },
  sort(compare) {
    if (!isShared(this) || (compare !== undefined && !callable(compare))) return __il_plain(viewNatives.sort, this, compare);
    const copy = copied(this);
    const sorted = compare === undefined ? __il_plain(viewNatives.sort, copy) : mergeSort(read(copy), compare);
    for (let k = 0; k < sorted.length; k++) this[k] = sorted[k];
    return this;
  },
  with(index, value) {
    if (!isShared(this)) return __il_plain(viewNatives.with, this, index, value);
    return __il_plain(viewNatives.with, copied(this), index, value);
  },
  toReversed() {
    if (!isShared(this)) return __il_plain(viewNatives.toReversed, this);
    return __il_plain(viewNatives.toReversed, copied(this));
  },
  toSorted(compare) {
    if (!isShared(this)) return __il_plain(viewNatives.toSorted, this, compare);
    return __il_plain(viewNatives.toSorted, copied(this), compare);
  },
};

function read(view) {
  const values = [];
  for (let k = 0; k < view.length; k++) values[k] = view[k];
  return values;
}
function copied(view) {
  return new kinds[__il_plain(natives.tag, view)](read(view));
}
`;

export const DATA_VIEWS = String.raw`
// an access is one element of the same size where it is aligned, else its bytes; the conversion happens in memory of our own
const raw = [null, Uint8Array, Uint16Array, null, Uint32Array, null, null, null, BigUint64Array];

function load(view, native, bytes, index, little) {
  const at = whole(index, 0);
  if (!__il_rt.shared(view) || at < 0 || at + bytes > view.byteLength) return __il_plain(native, view, index, little);
  const scratch = new DataView(new ArrayBuffer(8));
  const start = view.byteOffset + at;
  if (start % bytes === 0) {
    const element = new raw[bytes](view.buffer, start, 1);
    const value = element[0];
    __il_plain(dataNatives[bytes], scratch, 0, value, true);
  } else {
    const all = new Uint8Array(view.buffer, start, bytes);
    for (let k = 0; k < bytes; k++) __il_plain(dataNatives[1], scratch, k, all[k]);
  }
  return __il_plain(native, scratch, 0, little);
}

function store(view, native, bytes, index, value, little) {
  const at = whole(index, 0);
  if (!__il_rt.shared(view) || at < 0 || at + bytes > view.byteLength) return __il_plain(native, view, index, value, little);
  const scratch = new DataView(new ArrayBuffer(8));
  __il_plain(native, scratch, 0, value, little);
  const start = view.byteOffset + at;
  if (start % bytes === 0) {
    const element = new raw[bytes](view.buffer, start, 1);
    element[0] = new raw[bytes](scratch.buffer, 0, 1)[0];
  } else {
    const all = new Uint8Array(view.buffer, start, bytes);
    const own = new Uint8Array(scratch.buffer);
    for (let k = 0; k < bytes; k++) all[k] = own[k];
  }
}

const accessors = (type, bytes) => {
  const get = DataView.prototype['get' + type];
  const set = DataView.prototype['set' + type];
  return {
    get(index, little) { return load(this, get, bytes, index, little); },
    set(index, value, little) { return store(this, set, bytes, index, value, little); },
  };
};
const sizes = { Int8: 1, Uint8: 1, Int16: 2, Uint16: 2, Int32: 4, Uint32: 4, Float32: 4, Float64: 8, BigInt64: 8, BigUint64: 8 };
`;
