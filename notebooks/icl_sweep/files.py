"""Weights as files for other tools: NumPy's .npz and safetensors, without a library for either but NumPy."""

import json
import struct

import numpy as np


def to_npz(path, weights):
    """A zip of arrays by name."""
    np.savez(path, **weights)


def to_safetensors(path, weights, metadata):
    """The format of https://github.com/huggingface/safetensors: a header in JSON, then little-endian values."""
    arrays = {name: np.ascontiguousarray(array, "<f4") for name, array in weights.items()}
    header, offset = {"__metadata__": {key: str(value) for key, value in metadata.items()}}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            file.write(array.tobytes())
