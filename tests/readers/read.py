"""What readers of others find in an exported file, as one JSON object.

python read.py FORMAT FILE; without FILE only whether the reader is there.
"""

import json
import sys


def graph(found):
    return {
        "directed": found.is_directed(),
        "nodes": {str(name): dict(data) for name, data in found.nodes(data=True)},
        "edges": [[str(a), str(b), dict(data)] for a, b, data in found.edges(data=True)],
    }


def graphml(path):
    import networkx

    return graph(networkx.read_graphml(path))


def gexf(path):
    import networkx

    return graph(networkx.read_gexf(path, version="1.3"))


def dot(path):
    import networkx
    import pydot

    (drawn,) = pydot.graph_from_dot_file(path)
    return graph(networkx.nx_pydot.from_pydot(drawn))


def geo(path):
    import geojson

    found = geojson.load(open(path, encoding="utf-8"))
    return {"errors": list(found.errors() or []), "kind": type(found).__name__, "features": found["features"]}


def bib(path):
    import bibtexparser
    from bibtexparser import middlewares

    found = bibtexparser.parse_file(path, append_middleware=[middlewares.LatexDecodingMiddleware()])
    entries = {
        entry.key: dict({name: field.value for name, field in entry.fields_dict.items()}, ENTRYTYPE=entry.entry_type)
        for entry in found.entries
    }
    # Addresses are no TeX.
    for entry in bibtexparser.parse_file(path).entries:
        if "url" in entry.fields_dict:
            entries[entry.key]["url"] = entry.fields_dict["url"].value
    return {"failed": len(found.failed_blocks), "entries": entries}


def csl(path):
    return json.load(open(path, encoding="utf-8"))


def stix(path):
    import stix2
    import stix2validator

    # Every object is made by the library, which refuses what the standard does.
    text = open(path, encoding="utf-8").read()
    bundle = stix2.parse(text, allow_custom=False)
    options = stix2validator.ValidationOptions(version="2.1", disabled="all")
    result = stix2validator.validate_string(text, options)
    errors = [str(error) for error in getattr(result, "errors", None) or []]
    return {
        "valid": result.is_valid,
        "errors": errors,
        "bundle": bundle["id"],
        "objects": json.loads(bundle.serialize())["objects"],
    }


def ftm(path):
    from followthemoney import model

    entities, wrong = [], []
    for line in open(path, encoding="utf-8"):
        given = json.loads(line)
        proxy = model.get_proxy(given)
        proxy.schema.validate(given)
        wrong += [[given["schema"], name, None] for name in proxy.schema.required if not given["properties"].get(name)]
        # A value that its type does not take as it is would be changed or dropped by a cleaning reader.
        for name, values in given["properties"].items():
            prop = proxy.schema.get(name)
            for value in values:
                if prop is None or prop.stub or (prop.type.clean(value, proxy=proxy) != value and prop.type.name not in ("name", "text", "string")):
                    wrong.append([given["schema"], name, value])
        entities.append(proxy.to_dict())
    return {"entities": entities, "wrong": wrong}


def xlsx(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    return {
        "sheets": book.sheetnames,
        "rows": [[cell.value if cell.data_type != "d" else cell.value.date().isoformat() for cell in row] for row in book.worksheets[0]],
        "types": [[cell.data_type for cell in row] for row in book.worksheets[0]],
        "links": {cell.coordinate: cell.hyperlink.target for row in book.worksheets[0] for cell in row if cell.hyperlink},
    }


NEEDED = {
    "graphml": ["networkx"],
    "gexf": ["networkx"],
    "dot": ["networkx", "pydot"],
    "geo": ["geojson"],
    "bib": ["bibtexparser.middlewares"],
    "csl": ["json"],
    "stix": ["stix2", "stix2validator"],
    "ftm": ["followthemoney"],
    "xlsx": ["openpyxl"],
}

if len(sys.argv) == 2:
    import importlib

    for name in NEEDED[sys.argv[1]]:
        importlib.import_module(name)
else:
    print(json.dumps(globals()[sys.argv[1]](sys.argv[2]), default=str))
