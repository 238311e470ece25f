import json
import sys

import grpc
from newsprint.v1 import article_pb2, match_pb2, reprint_service_pb2, reprint_service_pb2_grpc

newsprint = reprint_service_pb2_grpc.ReprintServiceStub(grpc.insecure_channel(sys.argv[1]))
for story in map(json.loads, sys.stdin):
    article = article_pb2.Article(name=f"articles/{story['id']}", uri=story["url"], title=story["title"],
                                  publisher=story["publisher"], body=story["text"].encode())
    reply = newsprint.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article))
    for match in reply.report.search.matches:
        print(f"{article.publisher}: {match_pb2.Relation.Name(match.relation)[9:]} of {match.b.publisher}, "
              f"{match.containment_b:.0%} of “{match.b.title}”")
