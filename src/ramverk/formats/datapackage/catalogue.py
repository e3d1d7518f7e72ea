"""A catalogue of open data as DCAT-AP-SE 3 (RDF/XML), as the national data portal harvests it."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

__all__ = ["Catalogue", "Dataset", "Distribution", "Service", "write_catalogue"]

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
_LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file of a dataset; addresses are absolute."""

    url: str
    title: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset; `issued` is an ISO date."""

    url: str
    title: str
    description: str
    issued: str
    distributions: Sequence[Distribution]


@dataclass(frozen=True, slots=True)
class Service:
    """A way for programs to ask: its address, and where its description is. It serves every dataset."""

    url: str
    title: str
    description: str
    described_at: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue; `mail` is where questions about the data go."""

    url: str
    title: str
    description: str
    publisher: str
    mail: str
    licence: str
    datasets: Sequence[Dataset]
    services: Sequence[Service] = ()


def write_catalogue(catalogue: Catalogue) -> bytes:
    """The RDF/XML."""
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in _SPACES.items())
    publisher = f"{catalogue.url}#utgivare"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<rdf:RDF {spaces}>",
        f"<dcat:Catalog rdf:about={quoteattr(catalogue.url)}>",
        _words("dcterms:title", catalogue.title),
        _words("dcterms:description", catalogue.description),
        f"<dcterms:publisher rdf:resource={quoteattr(publisher)}/>",
        f"<dcterms:license rdf:resource={quoteattr(catalogue.licence)}/>",
        '<dcterms:language rdf:resource="http://publications.europa.eu/resource/authority/language/SWE"/>',
        *(f"<dcat:dataset rdf:resource={quoteattr(dataset.url)}/>" for dataset in catalogue.datasets),
        *(f"<dcat:service rdf:resource={quoteattr(service.url)}/>" for service in catalogue.services),
        "</dcat:Catalog>",
        f"<foaf:Agent rdf:about={quoteattr(publisher)}>",
        f"<foaf:name>{escape(catalogue.publisher)}</foaf:name>",
        f"<dcterms:type rdf:resource={quoteattr(_LOCAL_AUTHORITY)}/>",
        "</foaf:Agent>",
        *(part for dataset in catalogue.datasets for part in _dataset(catalogue, dataset, publisher)),
        *(part for service in catalogue.services for part in _service(catalogue, service, publisher)),
        "</rdf:RDF>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _dataset(catalogue: Catalogue, dataset: Dataset, publisher: str) -> Sequence[str]:
    contact = f"{dataset.url}#kontakt"
    parts = [
        f"<dcat:Dataset rdf:about={quoteattr(dataset.url)}>",
        _words("dcterms:title", dataset.title),
        _words("dcterms:description", dataset.description),
        f"<dcterms:publisher rdf:resource={quoteattr(publisher)}/>",
        f'<dcterms:issued rdf:datatype="http://www.w3.org/2001/XMLSchema#date">{escape(dataset.issued)}</dcterms:issued>',
        f"<dcat:contactPoint rdf:resource={quoteattr(contact)}/>",
        '<dcat:theme rdf:resource="http://publications.europa.eu/resource/authority/data-theme/GOVE"/>',
        '<dcterms:accessRights rdf:resource="http://publications.europa.eu/resource/authority/access-right/PUBLIC"/>',
        *(f"<dcat:distribution rdf:resource={quoteattr(one.url)}/>" for one in dataset.distributions),
        "</dcat:Dataset>",
        f"<vcard:Organization rdf:about={quoteattr(contact)}>",
        f"<vcard:fn>{escape(catalogue.publisher)}</vcard:fn>",
        *([f"<vcard:hasEmail rdf:resource={quoteattr(f'mailto:{catalogue.mail}')}/>"] if catalogue.mail else []),
        "</vcard:Organization>",
    ]
    for one in dataset.distributions:
        parts += [
            f"<dcat:Distribution rdf:about={quoteattr(one.url)}>",
            _words("dcterms:title", one.title),
            f"<dcat:accessURL rdf:resource={quoteattr(one.url)}/>",
            f"<dcat:downloadURL rdf:resource={quoteattr(one.url)}/>",
            f"<dcterms:license rdf:resource={quoteattr(catalogue.licence)}/>",
            (
                "<dcat:mediaType rdf:resource="
                f"{quoteattr(f'http://www.iana.org/assignments/media-types/{one.media_type}')}/>"
            ),
            "</dcat:Distribution>",
        ]
    return parts


def _service(catalogue: Catalogue, service: Service, publisher: str) -> Sequence[str]:
    return [
        f"<dcat:DataService rdf:about={quoteattr(service.url)}>",
        _words("dcterms:title", service.title),
        _words("dcterms:description", service.description),
        f"<dcat:endpointURL rdf:resource={quoteattr(service.url)}/>",
        f"<dcat:endpointDescription rdf:resource={quoteattr(service.described_at)}/>",
        f"<dcterms:publisher rdf:resource={quoteattr(publisher)}/>",
        f"<dcterms:license rdf:resource={quoteattr(catalogue.licence)}/>",
        *(f"<dcat:servesDataset rdf:resource={quoteattr(dataset.url)}/>" for dataset in catalogue.datasets),
        "</dcat:DataService>",
    ]


def _words(tag: str, text: str) -> str:
    return f'<{tag} xml:lang="sv">{escape(text)}</{tag}>'
