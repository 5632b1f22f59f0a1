"""A proto definition does not compile."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "proto")
def invalid_proto(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """The compiler refuses a proto file that the fences of the pages make up.

    A service cannot be generated from it. Fences of one file are put together, whatever page shows them; syntax,
    package and imports that the pages leave out are added. Fences that leave something out (`...`), that hold RPCs or
    fields alone, or that illustrate a convention are no parts of a file. Undefined names, numbers and names used twice
    and the rules for numbers are said by rules of their own. Where grpcio-tools is not installed, the ledger says that
    proto was not checked.

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    syntax = "proto3";
    package auth.v1;

    message LoginRequest {
      «string email = 1»
      string password = 2;
    }
    ```
    ````

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    enum LoginState {
      UNKNOWN = 0;
    }
    enum LogoutState {
      «UNKNOWN» = 0;
    }
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 2. Common Types

    **File**: `proto/common/v1/common.proto`

    ```proto
    syntax = "proto3";
    package common.v1;

    message Page {
      string page_token = 1;
    }
    ```

    ## 5. Compatibility

    ```proto
    message Old {
      reserved 1, 2
    ```

    ## 8. Auth Service

    ### 8.1 Service Definition

    **File**: `proto/auth/v1/auth.proto`

    ```proto
    syntax = "proto3";
    package auth.v1;
    import "common/v1/common.proto";
    import "google/api/annotations.proto";

    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse) {
        option (google.api.http) = { post: "/v1/login" body: "*" };
      }
    }
    ```

    ### 8.2 Message Definitions

    ```proto
    message LoginRequest {
      string email = 1;
      common.v1.Page page = 2;
    }
    ```

    ```proto
    message LoginResponse {
      google.protobuf.Timestamp expires_at = 1;
    }
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, flaw.help)
