/** Array, Map, Set and Function methods that call functions back; see prelude-source.ts for the language they are in. */

export const LISTS = String.raw`
const isList = (o) => Array.isArray(o);
// a subclass may want results of its own kind
const isPlainList = (o) => Array.isArray(o) && o.constructor === Array;
const callable = (f) => typeof f === 'function';

const lists = {
  forEach(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.forEach, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (k in this) __il_invoke(f, self, this[k], k, this);
  },
  map(f, self) {
    if (!isPlainList(this) || !callable(f)) return __il_plain(natives.map, this, f, self);
    const length = this.length;
    const result = new Array(length);
    for (let k = 0; k < length; k++) if (k in this) result[k] = __il_invoke(f, self, this[k], k, this);
    return result;
  },
  filter(f, self) {
    if (!isPlainList(this) || !callable(f)) return __il_plain(natives.filter, this, f, self);
    const length = this.length;
    const result = [];
    for (let k = 0; k < length; k++) {
      if (!(k in this)) continue;
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) result[result.length] = value;
    }
    return result;
  },
  flatMap(f, self) {
    if (!isPlainList(this) || !callable(f)) return __il_plain(natives.flatMap, this, f, self);
    const length = this.length;
    const result = [];
    for (let k = 0; k < length; k++) {
      if (!(k in this)) continue;
      const value = __il_invoke(f, self, this[k], k, this);
      if (!Array.isArray(value)) result[result.length] = value;
      else for (let i = 0; i < value.length; i++) if (i in value) result[result.length] = value[i];
    }
    return result;
  },
  reduce(f, initial) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.reduce, this, ...arguments);
    const length = this.length;
    let k = 0;
    let result = initial;
    if (arguments.length < 2) {
      while (k < length && !(k in this)) k++;
      if (k >= length) return __il_plain(natives.reduce, this, f);
      result = this[k++];
    }
    for (; k < length; k++) if (k in this) result = __il_invoke(f, undefined, result, this[k], k, this);
    return result;
  },
  reduceRight(f, initial) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.reduceRight, this, ...arguments);
    let k = this.length - 1;
    let result = initial;
    if (arguments.length < 2) {
      while (k >= 0 && !(k in this)) k--;
      if (k < 0) return __il_plain(natives.reduceRight, this, f);
      result = this[k--];
    }
    for (; k >= 0; k--) if (k in this) result = __il_invoke(f, undefined, result, this[k], k, this);
    return result;
  },
  some(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.some, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (k in this && __il_invoke(f, self, this[k], k, this)) return true;
    return false;
  },
  every(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.every, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (k in this && !__il_invoke(f, self, this[k], k, this)) return false;
    return true;
  },
  find(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.find, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) return value;
    }
  },
  findIndex(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.findIndex, this, f, self);
    const length = this.length;
    for (let k = 0; k < length; k++) if (__il_invoke(f, self, this[k], k, this)) return k;
    return -1;
  },
  findLast(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.findLast, this, f, self);
    for (let k = this.length - 1; k >= 0; k--) {
      const value = this[k];
      if (__il_invoke(f, self, value, k, this)) return value;
    }
  },
  findLastIndex(f, self) {
    if (!isList(this) || !callable(f)) return __il_plain(natives.findLastIndex, this, f, self);
    for (let k = this.length - 1; k >= 0; k--) if (__il_invoke(f, self, this[k], k, this)) return k;
    return -1;
  },
  sort(compare) {
    if (!isList(this) || !callable(compare)) return __il_plain(natives.sort, this, compare);
    const length = this.length;
    const present = [];
    let absent = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in this)) continue;
      const value = this[k];
      if (value === undefined) absent++;
      else present[present.length] = value;
    }
    const sorted = mergeSort(present, compare);
    for (let k = 0; k < length; k++) {
      if (k < sorted.length) this[k] = sorted[k];
      else if (k < sorted.length + absent) this[k] = undefined;
      else delete this[k];
    }
    return this;
  },
};

function mergeSort(items, compare) {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const left = mergeSort(__il_plain(natives.slice, items, 0, middle), compare);
  const right = mergeSort(__il_plain(natives.slice, items, middle), compare);
  const result = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    // equal items keep their order
    result[result.length] = +__il_invoke(compare, undefined, left[i], right[j]) > 0 ? right[j++] : left[i++];
  }
  while (i < left.length) result[result.length] = left[i++];
  while (j < right.length) result[result.length] = right[j++];
  return result;
}

const constructors = {
  from(items, f, self) {
    const viewed = items !== null && items !== undefined && __il_rt.shared(items) && typeof items.length === 'number';
    if (this !== Array || (f !== undefined && !callable(f)) || (f === undefined && !viewed)) return __il_plain(natives.from, this, ...arguments);
    if (viewed) {
      const length = items.length;
      const result = new Array(length);
      for (let k = 0; k < length; k++) {
        const value = items[k];
        result[k] = f === undefined ? value : __il_invoke(f, self, value, k);
      }
      return result;
    }
    const values = __il_plain(natives.from, Array, items);
    for (let k = 0; k < values.length; k++) values[k] = __il_invoke(f, self, values[k], k);
    return values;
  },
};

const collections = {
  mapForEach(f, self) {
    if (!callable(f)) return __il_plain(natives.mapForEach, this, f, self);
    for (const entry of __il_plain(natives.mapEntries, this)) __il_invoke(f, self, entry[1], entry[0], this);
  },
  setForEach(f, self) {
    if (!callable(f)) return __il_plain(natives.setForEach, this, f, self);
    for (const value of __il_plain(natives.setValues, this)) __il_invoke(f, self, value, value, this);
  },
};

const functions = {
  call(self, ...rest) {
    if (!callable(this)) return __il_plain(natives.call, this, self, ...rest);
    return __il_invoke(this, self, ...rest);
  },
  apply(self, rest) {
    if (!callable(this) || (rest !== null && rest !== undefined && !Array.isArray(rest))) return __il_plain(natives.apply, this, self, rest);
    return __il_invoke(this, self, ...(rest ?? []));
  },
  reflectApply(f, self, rest) {
    if (!callable(f) || !Array.isArray(rest)) return __il_plain(natives.reflectApply, Reflect, f, self, rest);
    return __il_invoke(f, self, ...rest);
  },
  bind(...rest) {
    const bound = __il_plain(natives.bind, this, ...rest);
    const twin = this[__il_T];
    if (twin) attach(bound, __il_plain(natives.bind, twin, ...rest));
    else if (twin === null) attach(bound, null);
    return bound;
  },
};
`;
